using Hosting.Data;
using Microsoft.EntityFrameworkCore;
using Syncing.Conflicts;
using Syncing.Ledger;

namespace Syncing.Tests.Driving;

public abstract class TestLedgerDb(DbContextOptions options) : LedgerDb(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.ApplyConfiguration(new ConflictTable());
        modelBuilder.UseSnakeCase();
    }
}

public sealed class SqliteTestLedgerDb(DbContextOptions<SqliteTestLedgerDb> options) : TestLedgerDb(options);

public sealed class SqlServerTestLedgerDb(DbContextOptions<SqlServerTestLedgerDb> options) : TestLedgerDb(options);
