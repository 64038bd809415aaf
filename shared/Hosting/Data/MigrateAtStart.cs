using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hosting.Data;

/// <summary>
/// Brings the database up to date before anything uses it. SQL Server: EF takes an application lock, so several instances may start at
/// once; a server that is still starting is waited for. SQLite: a lock file, because EF's own lock is a row that outlives a killed process.
/// </summary>
internal sealed class MigrateAtStart<TContext>(
    IDbContextFactory<TContext> databases, IServiceProvider services, TimeProvider clock, ILogger<MigrateAtStart<TContext>> log) : IHostedService
    where TContext : DbContext
{
    private static readonly TimeSpan WaitForServer = TimeSpan.FromSeconds(90);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var sqlite = services.GetService<SqliteFile<TContext>>();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (sqlite is null) await WhenServerAnswersAsync(() => database.Database.MigrateAsync(cancellationToken), cancellationToken);
        else await MigrateFileAsync(database, sqlite.Path, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task MigrateFileAsync(TContext database, string file, CancellationToken cancel)
    {
        await using var turn = await TakeTurnAsync(file + ".migrating", cancel);
        // A killed process leaves a write-ahead log to recover. EF first looks with a read-only connection, which cannot: so a connection
        // that can is opened before, and stays open meanwhile.
        await database.Database.OpenConnectionAsync(cancel);
        await database.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancel);
        if (!(await database.Database.GetPendingMigrationsAsync(cancel)).Any()) return;
        await database.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancel); // left by a killed process; ours is the turn
        await database.Database.MigrateAsync(cancel);
    }

    private async Task<FileStream> TakeTurnAsync(string path, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), clock, cancel);
            }
        }
    }

    private async Task WhenServerAnswersAsync(Func<Task> migrate, CancellationToken cancel)
    {
        var started = clock.GetTimestamp();
        while (true)
        {
            try
            {
                await migrate();
                return;
            }
            catch (SqlException e) when (clock.GetElapsedTime(started) < WaitForServer && IsStarting(e))
            {
                log.LogWarning("SQL Server does not answer yet ({Message}); trying again", e.Message.Split('\n')[0].Trim());
                await Task.Delay(TimeSpan.FromSeconds(2), clock, cancel);
            }
        }
    }

    // Connection errors (class 20 and up), and a login that is refused while the server recovers its databases (4060, 18456 state 38).
    // And two services that make their databases at the same moment: 1801 it exists by now, 1807 the model database is in use.
    private static bool IsStarting(SqlException e) => e.Class >= 20 || e.Number is -2 or 0 or 4060 or 18456 or 1801 or 1807;
}
