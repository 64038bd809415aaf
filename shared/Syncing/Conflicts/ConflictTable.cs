using Hosting.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Syncing.Conflicts;

/// <summary>The table <c>conflicts</c>; a target that keeps a list of conflicts applies it to its own context.</summary>
public sealed class ConflictTable : IEntityTypeConfiguration<Conflict>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<Conflict> table)
    {
        table.ToTable("conflicts");
        table.Property(conflict => conflict.TenantId).HasMaxLength(100);
        table.Property(conflict => conflict.StoreId).HasMaxLength(100);
        table.Property(conflict => conflict.Account).HasMaxLength(120);
        table.Property(conflict => conflict.Entity).HasMaxLength(20);
        table.Property(conflict => conflict.Key).HasMaxLength(100);
        table.Property(conflict => conflict.Kind).HasMaxLength(50);
        table.Property(conflict => conflict.Subject).HasMaxLength(50);
        table.Property(conflict => conflict.Message).HasMaxLength(2000);
        table.Property(conflict => conflict.Sides).HasMaxLength(Conventions.Unbounded);
        table.Property(conflict => conflict.Standing).HasMaxLength(Conventions.Unbounded);
        table.Property(conflict => conflict.Policy).HasMaxLength(20);
        table.Property(conflict => conflict.State).HasMaxLength(10);
        table.Property(conflict => conflict.Resolution).HasMaxLength(40);
        table.Property(conflict => conflict.Version).IsConcurrencyToken();
        table.HasIndex(conflict => new { conflict.Account, conflict.StoreId, conflict.Entity, conflict.Key, conflict.Kind, conflict.Subject })
            .IsUnique().HasFilter("state = 'Open'");
        table.HasIndex(conflict => conflict.State);
    }
}
