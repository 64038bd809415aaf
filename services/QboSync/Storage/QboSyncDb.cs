using Hosting.Data;
using Microsoft.EntityFrameworkCore;
using QboSync.Mapping;
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

    /// <summary>What was last seen of each company while records waited for something in it.</summary>
    public DbSet<CompanySight> Sights => Set<CompanySight>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.ApplyConfiguration(new BookedDocumentTable());
        modelBuilder.ApplyConfiguration(new ReservationTable());
        modelBuilder.ApplyConfiguration(new StoredMappingTable());
        modelBuilder.ApplyConfiguration(new CompanySightTable());
        modelBuilder.UseSnakeCase();
    }
}
