using Hosting.Data;
using Microsoft.EntityFrameworkCore;

namespace QboSync.Storage;

/// <summary>The database <c>QboSync</c>.</summary>
public abstract class QboSyncDb(DbContextOptions options) : DbContext(options)
{
    /// <summary>What was booked for which order.</summary>
    public DbSet<BookedDocument> Documents => Set<BookedDocument>();

    /// <summary>Which customer and item stand for which natural key.</summary>
    public DbSet<Reservation> Reservations => Set<Reservation>();

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.UsePlatformConventions();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfiguration(new BookedDocumentTable());
        modelBuilder.ApplyConfiguration(new ReservationTable());
        modelBuilder.UseSnakeCase();
    }
}
