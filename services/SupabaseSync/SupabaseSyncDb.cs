using Hosting.Data;
using Microsoft.EntityFrameworkCore;
using SupabaseSync.Conflicts;
using SupabaseSync.Drifting;
using Syncing.Conflicts;
using Syncing.Ledger;

namespace SupabaseSync;

/// <summary>Database <c>SupabaseSync</c>: the ledger, and what people did to rows of the mirror.</summary>
public abstract class SupabaseSyncDb(DbContextOptions options) : LedgerDb(options)
{
    /// <summary>Where the shop and a person in Supabase say different things.</summary>
    public DbSet<Conflict> Conflicts => Set<Conflict>();

    /// <summary>What was decided about edited rows.</summary>
    public DbSet<RowDecision> RowDecisions => Set<RowDecision>();

    /// <summary>How far each project was looked through.</summary>
    public DbSet<DriftMark> DriftMarks => Set<DriftMark>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.ApplyConfiguration(new ConflictTable());
        modelBuilder.ApplyConfiguration(new RowDecisionTable());
        modelBuilder.ApplyConfiguration(new DriftMarkTable());
        modelBuilder.UseSnakeCase();
    }
}

/// <summary>The ledger in a file.</summary>
public sealed class SqliteSupabaseSyncDb(DbContextOptions<SqliteSupabaseSyncDb> options) : SupabaseSyncDb(options);

/// <summary>The ledger in SQL Server.</summary>
public sealed class SqlServerSupabaseSyncDb(DbContextOptions<SqlServerSupabaseSyncDb> options) : SupabaseSyncDb(options);
