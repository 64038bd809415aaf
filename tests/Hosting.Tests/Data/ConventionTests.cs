using Hosting.Tests.Driving;
using Microsoft.EntityFrameworkCore;

namespace Hosting.Tests.Data;

public class ConventionTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static async Task OnAsync(string provider, Func<ThingDb, Task> test)
    {
        using var folder = new TempFolder();
        await using ThingDb database = provider == Provider.SqlServer
            ? new SqlServerThingDb(Provider.SqlServerOptions<SqlServerThingDb>(Provider.SqlServerDatabase()))
            : new SqliteThingDb(Provider.SqliteOptions<SqliteThingDb>(folder.File("things.db")));
        await database.Database.EnsureCreatedAsync(TestApp.Cancel);
        database.AddRange(
            new Thing { SeenAt = Noon.AddTicks(1).ToOffset(TimeSpan.FromHours(-9)), ThingKind = ThingKind.Second, DisplayName = "c" },
            new Thing { SeenAt = Noon, DisplayName = "b", GoneAt = Noon.AddDays(1) },
            new Thing { SeenAt = Noon.AddTicks(-1).ToOffset(TimeSpan.FromHours(14)), DisplayName = "a" });
        await database.SaveChangesAsync(TestApp.Cancel);
        database.ChangeTracker.Clear();
        await test(database);
        await database.Database.EnsureDeletedAsync(TestApp.Cancel);
    }

    [Theory, MemberData(nameof(Provider.All), MemberType = typeof(Provider))]
    public Task Instants_are_ordered_and_compared_by_the_database(string provider) => OnAsync(provider, async database =>
    {
        Assert.Equal(["a", "b", "c"], await database.Things.OrderBy(thing => thing.SeenAt).Select(thing => thing.DisplayName).ToListAsync());
        Assert.Equal(["c"], await database.Things.Where(thing => thing.SeenAt > Noon).Select(thing => thing.DisplayName).ToListAsync());
        Assert.Equal(["b"], await database.Things.Where(thing => thing.GoneAt > Noon).Select(thing => thing.DisplayName).ToListAsync());
        Assert.Equal(Noon.AddTicks(1), await database.Things.MaxAsync(thing => thing.SeenAt));
        Assert.Equal(2, await database.Things.CountAsync(thing => thing.GoneAt == null));
    });

    [Theory, MemberData(nameof(Provider.All), MemberType = typeof(Provider))]
    public Task Instants_come_back_to_the_tick_and_in_UTC(string provider) => OnAsync(provider, async database =>
    {
        var first = await database.Things.AsNoTracking().OrderBy(thing => thing.SeenAt).FirstAsync();
        Assert.Equal((Noon.AddTicks(-1), TimeSpan.Zero), (first.SeenAt, first.SeenAt.Offset));
    });

    [Theory, MemberData(nameof(Provider.All), MemberType = typeof(Provider))]
    public Task The_columns_hold_ticks_and_names_under_names_in_snake_case(string provider) => OnAsync(provider, async database =>
    {
        Assert.Equal(Noon.UtcTicks, await database.Database.SqlQueryRaw<long>("SELECT seen_at AS Value FROM things WHERE display_name = 'b'").SingleAsync());
        Assert.Equal(["First", "First", "Second"], (await database.Database.SqlQueryRaw<string>("SELECT thing_kind AS Value FROM things").ToListAsync()).Order());
    });
}
