using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Hosting.Data;

namespace QboSync.Mapping;

internal sealed class StoredMappingTable : IEntityTypeConfiguration<StoredMapping>
{
    public void Configure(EntityTypeBuilder<StoredMapping> table)
    {
        table.ToTable("mappings");
        table.HasKey(mapping => mapping.Account);
        table.Property(mapping => mapping.Account).HasMaxLength(64);
        table.Property(mapping => mapping.Body).HasMaxLength(Conventions.Unbounded);
        table.Property(mapping => mapping.Version).IsConcurrencyToken();
    }
}
