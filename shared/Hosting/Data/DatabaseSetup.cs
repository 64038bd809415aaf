using Hosting.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hosting.Data;

/// <summary>A service's database by setting. Both providers have their own context type because each has its own migrations.</summary>
public static class DatabaseSetup
{
    /// <summary>
    /// Adds <c>IDbContextFactory&lt;TContext&gt;</c> for the database <paramref name="name"/>: the file <c>{name}.db</c>, or the connection
    /// string of that name. The database is made or brought up to date before the service starts.
    /// </summary>
    /// <param name="builder">The service's builder.</param>
    /// <param name="name">Name of the database.</param>
    /// <param name="bookkeeping">
    /// It only observes: in a file, a power failure (not a killed process) may cost it the last moments, and each commit is spared a wait for the disk.
    /// </param>
    public static WebApplicationBuilder AddDatabase<TContext, TSqlite, TSqlServer>(this WebApplicationBuilder builder, string name, bool bookkeeping = false)
        where TContext : DbContext
        where TSqlite : TContext
        where TSqlServer : TContext
    {
        var options = builder.Configuration.GetSection("Database").Get<DatabaseOptions>() ?? new DatabaseOptions();
        builder.Services.AddOptions<DatabaseOptions>().Bind(builder.Configuration.GetSection("Database"))
            .Validate(o => o.IsKnown, "Setting Database:Provider must be Sqlite or SqlServer.")
            .Validate(o => !o.UsesSqlServer || builder.Configuration.GetConnectionString(name) is { Length: > 0 },
                $"Setting ConnectionStrings:{name} is missing; Database:Provider=SqlServer needs it.")
            .ValidateOnStart();

        if (options.UsesSqlServer)
        {
            var connection = builder.Configuration.GetConnectionString(name);
            builder.Services.AddPooledDbContextFactory<TSqlServer>(db => db.UseSqlServer(connection).ConfigureWarnings(ThrownAnyway));
            builder.Services.AddSingleton<IDbContextFactory<TContext>, Factory<TContext, TSqlServer>>();
        }
        else
        {
            var file = SqliteFile(builder.Configuration, name);
            builder.Services.AddPooledDbContextFactory<TSqlite>(db => db.UseSqlite(SqliteConnectionString(file)).AddInterceptors(bookkeeping ? SqlitePragmas.Normal : SqlitePragmas.Full).ConfigureWarnings(ThrownAnyway));
            builder.Services.AddSingleton<IDbContextFactory<TContext>, Factory<TContext, TSqlite>>();
            builder.Services.AddSingleton(new SqliteFile<TContext>(file));
        }
        // First among the hosted services, so that nothing works on a database that is not there yet.
        builder.Services.Insert(0, ServiceDescriptor.Singleton<Microsoft.Extensions.Hosting.IHostedService, MigrateAtStart<TContext>>());
        return builder;
    }

    // What fails is thrown as well, and told in words by whoever cannot deal with it: two who write one row at once are no error.
    private static void ThrownAnyway(WarningsConfigurationBuilder warnings) =>
        warnings.Log((CoreEventId.SaveChangesFailed, LogLevel.Debug), (RelationalEventId.CommandError, LogLevel.Debug));

    /// <summary>Whether the databases are files rather than on a server.</summary>
    public static bool UsesFiles(this IConfiguration configuration) =>
        !(configuration.GetSection("Database").Get<DatabaseOptions>() ?? new DatabaseOptions()).UsesSqlServer;

    internal static string SqliteConnectionString(string file) =>
        new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 30 }.ToString();

    private static string SqliteFile(IConfiguration configuration, string name)
    {
        var directory = (configuration.GetSection("Platform").Get<PlatformOptions>() ?? new PlatformOptions()).DataDirectory;
        Directory.CreateDirectory(directory);
        return Path.GetFullPath(Path.Combine(directory, $"{name.ToLowerInvariant()}.db"));
    }

    private sealed class Factory<TContext, TProvider>(IDbContextFactory<TProvider> inner) : IDbContextFactory<TContext>
        where TContext : DbContext
        where TProvider : TContext
    {
        public TContext CreateDbContext() => inner.CreateDbContext();
    }
}

internal sealed record SqliteFile<TContext>(string Path);
