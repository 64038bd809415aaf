using Hosting.Data;
using Microsoft.EntityFrameworkCore;
using Syncing.Cancelling;

namespace Syncing.Ledger;

/// <summary>The tables that every target service has; a service derives its own context and may add tables of its own.</summary>
public abstract class LedgerDb(DbContextOptions options) : DbContext(options)
{
    /// <summary>One row per record and account.</summary>
    public DbSet<LedgerRecord> Records => Set<LedgerRecord>();

    /// <summary>Every try.</summary>
    public DbSet<Attempt> Attempts => Set<Attempt>();

    /// <summary>Outcomes that wait for the bus.</summary>
    public DbSet<UntoldOutcome> UntoldOutcomes => Set<UntoldOutcome>();

    /// <summary>Accounts that are left alone.</summary>
    public DbSet<AccountPause> Pauses => Set<AccountPause>();

    /// <summary>Runs that were cancelled, and perhaps resumed.</summary>
    public DbSet<StoppedRun> StoppedRuns => Set<StoppedRun>();

    /// <summary>Failed records that somebody had tried again.</summary>
    public DbSet<RetryBatch> RetryBatches => Set<RetryBatch>();

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.UsePlatformConventions();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<LedgerRecord>(record =>
        {
            record.ToTable("records");
            record.Property(r => r.TenantId).HasMaxLength(100);
            record.Property(r => r.StoreId).HasMaxLength(100);
            record.Property(r => r.Account).HasMaxLength(120);
            record.Property(r => r.Entity).HasMaxLength(20);
            record.Property(r => r.Key).HasMaxLength(100);
            record.Property(r => r.Body).HasMaxLength(Conventions.Unbounded);
            record.Property(r => r.Refunds).HasMaxLength(Conventions.Unbounded);
            record.Property(r => r.Message).HasMaxLength(2000);
            record.Property(r => r.Currency).HasMaxLength(10);
            record.Property(r => r.Priority).HasConversion<int>();
            record.Property(r => r.Version).IsConcurrencyToken();
            record.Ignore(r => r.Wanted).Ignore(r => r.Applied).Ignore(r => r.IsSettled);
            record.HasIndex(r => new { r.TenantId, r.StoreId, r.Account, r.Entity, r.Key }).IsUnique();
            record.HasIndex(r => new { r.Priority, r.DueAt }).HasFilter("due_at IS NOT NULL");
            record.HasIndex(r => r.ClaimId).HasFilter("claim_id IS NOT NULL");
            record.HasIndex(r => new { r.State, r.Code });
            record.HasIndex(r => r.RetryBatch).HasFilter("retry_batch IS NOT NULL");
        });
        modelBuilder.Entity<Attempt>(attempt =>
        {
            attempt.ToTable("attempts");
            attempt.Property(a => a.Message).HasMaxLength(2000);
            attempt.HasIndex(a => a.RecordId);
        });
        modelBuilder.Entity<UntoldOutcome>(outcome =>
        {
            outcome.ToTable("untold_outcomes");
            outcome.Property(o => o.Message).HasMaxLength(Conventions.Unbounded);
        });
        modelBuilder.Entity<AccountPause>(pause =>
        {
            pause.ToTable("account_pauses");
            pause.HasKey(p => p.Account);
            pause.Property(p => p.Account).HasMaxLength(120);
            pause.Property(p => p.Message).HasMaxLength(2000);
        });
        modelBuilder.Entity<StoppedRun>(run =>
        {
            run.ToTable("stopped_runs");
            run.HasKey(r => r.SyncId);
            run.Property(r => r.SyncId).ValueGeneratedNever();
        });
        modelBuilder.Entity<RetryBatch>().ToTable("retry_batches");
        modelBuilder.UseSnakeCase();
    }
}
