using Hosting.Data;
using Microsoft.EntityFrameworkCore;
using Webhooks.Doctoring;
using Webhooks.Judging;
using Webhooks.Pulling;
using Webhooks.Resyncing;
using Webhooks.Sweeping;

namespace Webhooks.Journal;

/// <summary>Database <c>Webhooks</c>: what came in, what is known, what is still to be handed over.</summary>
public abstract class JournalDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<Delivery> Deliveries => Set<Delivery>();

    public DbSet<Addressed> Addressed => Set<Addressed>();

    public DbSet<KnownVersion> Versions => Set<KnownVersion>();

    public DbSet<Refusal> Refusals => Set<Refusal>();

    public DbSet<Pull> Pulls => Set<Pull>();

    public DbSet<Watermark> Watermarks => Set<Watermark>();

    public DbSet<Resync> Resyncs => Set<Resync>();

    public DbSet<Sweep> Sweeps => Set<Sweep>();
    public DbSet<AcceptedSource> AcceptedSources => Set<AcceptedSource>();

    public DbSet<ShopWatch> ShopWatches => Set<ShopWatch>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.UsePlatformConventions();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Delivery>(delivery =>
        {
            delivery.ToTable("deliveries");
            delivery.Property(d => d.Source).HasMaxLength(500);
            delivery.Property(d => d.Headers).HasMaxLength(Conventions.Unbounded);
            delivery.Property(d => d.ReadBody).HasMaxLength(Conventions.Unbounded);
            delivery.Property(d => d.Refunds).HasMaxLength(Conventions.Unbounded);
            delivery.Property(d => d.DuplicateKey).HasMaxLength(64).IsUnicode(false);
            delivery.Property(d => d.Reason).HasMaxLength(2000);
            delivery.Property(d => d.Priority).HasConversion<int>();
            delivery.HasMany(d => d.Addressed).WithOne().HasForeignKey(a => a.DeliveryId);
            delivery.HasIndex(d => d.DuplicateKey).IsUnique().HasFilter("duplicate_key IS NOT NULL");
            delivery.HasIndex(d => new { d.State, d.DueAt }).HasFilter("due_at IS NOT NULL");
            delivery.HasIndex(d => new { d.StoreId, d.Entity, d.Key });
            delivery.HasIndex(d => d.SyncId);
        });
        modelBuilder.Entity<Addressed>(addressed =>
        {
            addressed.ToTable("addressed");
            addressed.HasKey(a => new { a.DeliveryId, a.Target });
            addressed.Property(a => a.Target).HasMaxLength(60);
        });
        modelBuilder.Entity<KnownVersion>(known =>
        {
            known.ToTable("versions");
            known.HasKey(v => new { v.StoreId, v.Entity, v.Key });
            known.Property(v => v.StoreId).HasMaxLength(100);
            known.Property(v => v.Entity).HasMaxLength(20);
            known.Property(v => v.Key).HasMaxLength(100);
            known.Property(v => v.Refunds).HasMaxLength(RefundMark.Longest).IsUnicode(false);
            known.Property(v => v.ContentHash).HasMaxLength(64).IsUnicode(false);
            known.Property(v => v.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<Refusal>(refusal =>
        {
            refusal.ToTable("refusals");
            refusal.HasKey(r => new { r.StoreId, r.WebhookId });
            refusal.Property(r => r.StoreId).HasMaxLength(100);
        });
        modelBuilder.ApplyConfiguration(new PullTable());
        modelBuilder.ApplyConfiguration(new WatermarkTable());
        modelBuilder.ApplyConfiguration(new ResyncTable());
        modelBuilder.ApplyConfiguration(new SweepTable());
        modelBuilder.ApplyConfiguration(new AcceptedSourceTable());
        modelBuilder.ApplyConfiguration(new ShopWatchTable());
        modelBuilder.UseSnakeCase();
    }
}

/// <summary>The journal in a file.</summary>
public sealed class SqliteJournalDb(DbContextOptions<SqliteJournalDb> options) : JournalDb(options);

/// <summary>The journal in SQL Server.</summary>
public sealed class SqlServerJournalDb(DbContextOptions<SqlServerJournalDb> options) : JournalDb(options);
