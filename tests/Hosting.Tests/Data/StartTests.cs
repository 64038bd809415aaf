using Hosting.Data;
using Hosting.Tests.Driving;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hosting.Tests.Data;

/// <summary>What AddDatabase does before a service begins.</summary>
public class StartTests
{
    private static void AddThings(WebApplicationBuilder builder) => builder.AddDatabase<ThingDb, SqliteThingDb, SqlServerThingDb>("Things");

    private static async Task<T> ScalarAsync<T>(ThingDb database, string sql)
    {
        await database.Database.OpenConnectionAsync(TestApp.Cancel);
        await using var command = database.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        return (T)(await command.ExecuteScalarAsync(TestApp.Cancel))!;
    }

    [Fact]
    public async Task A_file_is_made_in_WAL_mode_and_every_connection_syncs_each_commit()
    {
        using var folder = new TempFolder();
        await using var app = await TestApp.StartAsync(folder, add: AddThings);
        Assert.True(File.Exists(folder.File("things.db")));
        var factory = app.App.Services.GetRequiredService<IDbContextFactory<ThingDb>>();
        var contexts = Enumerable.Range(0, 4).Select(_ => factory.CreateDbContext()).ToList(); // at once, so that each has a connection of its own
        foreach (var database in contexts)
        {
            Assert.Equal("wal", await ScalarAsync<string>(database, "PRAGMA journal_mode"));
            Assert.Equal(2L, await ScalarAsync<long>(database, "PRAGMA synchronous"));
            Assert.Equal(20000L, await ScalarAsync<long>(database, "PRAGMA busy_timeout"));
        }
        foreach (var database in contexts) await database.DisposeAsync();
    }

    [Fact]
    public async Task A_migration_lock_that_a_killed_process_left_stops_nobody()
    {
        using var folder = new TempFolder();
        await using (var left = new SqliteConnection($"Data Source={folder.File("things.db")}"))
        {
            await left.OpenAsync(TestApp.Cancel);
            await using var command = left.CreateCommand();
            command.CommandText = """CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL); INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01')""";
            await command.ExecuteNonQueryAsync(TestApp.Cancel);
        }
        await using var app = await TestApp.StartAsync(folder, add: AddThings).WaitAsync(TimeSpan.FromSeconds(20), TestApp.Cancel);
        await using var database = app.App.Services.GetRequiredService<IDbContextFactory<ThingDb>>().CreateDbContext();
        Assert.Equal(0, await database.Things.CountAsync(TestApp.Cancel));
        Assert.Equal("wal", await ScalarAsync<string>(database, "PRAGMA journal_mode"));
    }

    [Theory, MemberData(nameof(Provider.All), MemberType = typeof(Provider))]
    public async Task Several_instances_may_start_at_once(string provider)
    {
        using var folder = new TempFolder();
        string[] settings = provider == Provider.SqlServer ? ["Database:Provider=SqlServer", $"ConnectionStrings:Things={Provider.SqlServerDatabase()}"] : [];
        var apps = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => TestApp.StartAsync(folder, settings, AddThings))));
        await using var database = apps[0].App.Services.GetRequiredService<IDbContextFactory<ThingDb>>().CreateDbContext();
        Assert.Single(await database.Database.GetAppliedMigrationsAsync(TestApp.Cancel));
        if (provider == Provider.SqlServer) await database.Database.EnsureDeletedAsync(TestApp.Cancel);
        foreach (var app in apps) await app.DisposeAsync();
    }

    [Fact]
    public async Task A_second_start_keeps_what_the_first_wrote()
    {
        using var folder = new TempFolder();
        for (var start = 0; start < 2; start++)
        {
            await using var app = await TestApp.StartAsync(folder, add: AddThings);
            await using var database = app.App.Services.GetRequiredService<IDbContextFactory<ThingDb>>().CreateDbContext();
            Assert.Equal(start, await database.Things.CountAsync(TestApp.Cancel));
            database.Add(new Thing());
            await database.SaveChangesAsync(TestApp.Cancel);
        }
    }
}
