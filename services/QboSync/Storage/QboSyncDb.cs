using Hosting.Data;
using Microsoft.EntityFrameworkCore;
using QboSync.Mapping;
using QboSync.Mapping.Saving;
using QboSync.Metering;
using QboSync.Pacing;
using QboSync.Verifying;
using Syncing.Ledger;

namespace QboSync.Storage;

/// <summary>The database <c>QboSync</c>: the ledger, and what was booked for it.</summary>
public abstract class QboSyncDb(DbContextOptions options) : LedgerDb(options)
{
    /// <summary>What was booked for which order.</summary>
    public DbSet<BookedDocument> Documents => Set<BookedDocument>();

    /// <summary>Which customer and item stand for which natural key.</summary>
    public DbSet<Reservation> Reservations => Set<Reservation>();

    /// <summary>How each company wants its books kept.</summary>
    public DbSet<StoredMapping> Mappings => Set<StoredMapping>();

    /// <summary>Who changed what in them.</summary>
    public DbSet<MappingChange> MappingChanges => Set<MappingChange>();

    /// <summary>How fast each company may be called.</summary>
    public DbSet<StoredPace> Paces => Set<StoredPace>();

    /// <summary>How often each company was called.</summary>
    public DbSet<CallCount> CallCounts => Set<CallCount>();

    /// <summary>For which companies every create asks first.</summary>
    public DbSet<VerifyMode> VerifyModes => Set<VerifyMode>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.ApplyConfiguration(new BookedDocumentTable());
        modelBuilder.ApplyConfiguration(new ReservationTable());
        modelBuilder.ApplyConfiguration(new StoredMappingTable());
        modelBuilder.ApplyConfiguration(new MappingChangeTable());
        modelBuilder.ApplyConfiguration(new StoredPaceTable());
        modelBuilder.ApplyConfiguration(new CallCountTable());
        modelBuilder.ApplyConfiguration(new VerifyModeTable());
        modelBuilder.UseSnakeCase();
    }
}
