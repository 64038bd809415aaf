using Hosting.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace QboSync.Mapping.Saving;

internal sealed class MappingChangeTable : IEntityTypeConfiguration<MappingChange>
{
    public void Configure(EntityTypeBuilder<MappingChange> table)
    {
        table.ToTable("mapping_changes");
        table.Property(change => change.Account).HasMaxLength(64);
        table.Property(change => change.By).HasMaxLength(100);
        table.Property(change => change.Changes).HasMaxLength(Conventions.Unbounded);
        table.HasIndex(change => new { change.Account, change.Id });
    }
}
