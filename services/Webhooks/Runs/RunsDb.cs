using Hosting.Data;
using Microsoft.EntityFrameworkCore;
using Webhooks.Alerting;
using Webhooks.Proving;

namespace Webhooks.Runs;

/// <summary>Database <c>Runs</c> (runs and alerts), apart from the journal so that bookkeeping never stands in the way of a 200.</summary>
public abstract class RunsDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<Run> Runs => Set<Run>();

    public DbSet<RunItem> Items => Set<RunItem>();

    public DbSet<Alert> Alerts => Set<Alert>();

    public DbSet<AlertNotice> Notices => Set<AlertNotice>();

    public DbSet<AlertMark> Marks => Set<AlertMark>();

    public DbSet<Proof> Proofs => Set<Proof>();

    public DbSet<ProofLine> ProofLines => Set<ProofLine>();

    public DbSet<ProofTotal> ProofTotals => Set<ProofTotal>();

    public DbSet<ProofDifference> ProofDifferences => Set<ProofDifference>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.UsePlatformConventions();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Run>(run =>
        {
            run.ToTable("runs");
            run.HasKey(r => r.CorrelationId);
            run.Property(r => r.CorrelationId).ValueGeneratedNever();
            run.Property(r => r.Version).IsConcurrencyToken();
            run.Property(r => r.Reason).HasMaxLength(500);
            run.Property(r => r.Problems).HasMaxLength(Conventions.Unbounded);
            run.HasIndex(r => r.SuspectAt).HasFilter("suspect_at IS NOT NULL");
            run.HasIndex(r => r.StartedAt);
            run.HasIndex(r => r.Untold).HasFilter("untold IS NOT NULL");
            run.HasIndex(r => r.AliveUntil).HasFilter("alive_until IS NOT NULL");
        });
        modelBuilder.Entity<RunItem>(item =>
        {
            item.ToTable("run_items");
            item.HasKey(i => new { i.SyncId, i.Target, i.Entity, i.Key });
            item.Property(i => i.Target).HasMaxLength(60);
            item.Property(i => i.Entity).HasMaxLength(20);
            item.Property(i => i.Key).HasMaxLength(100);
            item.Property(i => i.Message).HasMaxLength(2000);
            // What is awaited, what came of late, and the counts, all without a look into the rows.
            item.HasIndex(i => new { i.SyncId, i.SettledAt, i.Target, i.Outcome });
        });
        modelBuilder.ApplyConfiguration(new AlertTable());
        modelBuilder.ApplyConfiguration(new AlertNoticeTable());
        modelBuilder.ApplyConfiguration(new AlertMarkTable());
        modelBuilder.ApplyConfiguration(new ProofTable());
        modelBuilder.ApplyConfiguration(new ProofLineTable());
        modelBuilder.ApplyConfiguration(new ProofTotalTable());
        modelBuilder.ApplyConfiguration(new ProofDifferenceTable());
        modelBuilder.UseSnakeCase();
    }
}

/// <summary>The runs in a file.</summary>
public sealed class SqliteRunsDb(DbContextOptions<SqliteRunsDb> options) : RunsDb(options);

/// <summary>The runs in SQL Server.</summary>
public sealed class SqlServerRunsDb(DbContextOptions<SqlServerRunsDb> options) : RunsDb(options);
