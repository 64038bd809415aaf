using Microsoft.EntityFrameworkCore;

namespace SupabaseSync.Tests.Conflicts;

/// <summary>The service's database in a file of its own, for tests that put the flow together by hand.</summary>
internal sealed class FileDatabases : IDbContextFactory<SupabaseSyncDb>
{
    private readonly DbContextOptions<SqliteSupabaseSyncDb> _options;

    public FileDatabases(string file)
    {
        _options = new DbContextOptionsBuilder<SqliteSupabaseSyncDb>().UseSqlite($"Data Source={file}").Options;
        using var database = CreateDbContext();
        database.Database.EnsureCreated();
    }

    public SupabaseSyncDb CreateDbContext() => new SqliteSupabaseSyncDb(_options);
}
