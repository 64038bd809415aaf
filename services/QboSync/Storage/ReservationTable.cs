using Hosting.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace QboSync.Storage;

internal sealed class ReservationTable : IEntityTypeConfiguration<Reservation>
{
    public void Configure(EntityTypeBuilder<Reservation> table)
    {
        table.ToTable("reservations");
        table.Property(reservation => reservation.Account).HasMaxLength(64);
        table.Property(reservation => reservation.Kind).HasMaxLength(20);
        table.Property(reservation => reservation.NaturalKey).HasMaxLength(NaturalKeys.Longest);
        table.Property(reservation => reservation.Body).HasMaxLength(Conventions.Unbounded);
        table.Property(reservation => reservation.Written).HasMaxLength(Conventions.Unbounded);
        table.Property(reservation => reservation.Kept).HasMaxLength(Conventions.Unbounded);
        table.Ignore(reservation => reservation.Rehearsed);
        table.Property(reservation => reservation.Version).IsConcurrencyToken();
        table.HasIndex(reservation => new { reservation.Account, reservation.Kind, reservation.NaturalKey }).IsUnique();
        table.HasIndex(reservation => new { reservation.Account, reservation.ExternalId });
    }
}
