using Hosting.Data;
using Microsoft.EntityFrameworkCore;
using QboSync.Drifting;
using QboSync.Mapping;
using QboSync.Mapping.Saving;
using QboSync.Metering;
using QboSync.Pacing;
using QboSync.Undoing;
using QboSync.Verifying;
using Syncing.Conflicts;
using QboSync.Requeueing;
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

    /// <summary>Where the shop and a person in QuickBooks say different things.</summary>
    public DbSet<Conflict> Conflicts => Set<Conflict>();

    /// <summary>Up to when each company's changes were looked through.</summary>
    public DbSet<DriftMark> DriftMarks => Set<DriftMark>();

    /// <summary>Runs that are taken back.</summary>
    public DbSet<Undo> Undos => Set<Undo>();

    /// <summary>Documents of such runs.</summary>
    public DbSet<UndoItem> UndoItems => Set<UndoItem>();
    /// <summary>What was last seen of each company while records waited for something in it.</summary>
    public DbSet<CompanySight> Sights => Set<CompanySight>();

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
        modelBuilder.ApplyConfiguration(new ConflictTable());
        modelBuilder.ApplyConfiguration(new DriftMarkTable());
        modelBuilder.ApplyConfiguration(new UndoTable());
        modelBuilder.ApplyConfiguration(new UndoItemTable());
        modelBuilder.ApplyConfiguration(new CompanySightTable());
        modelBuilder.UseSnakeCase();
    }
}
