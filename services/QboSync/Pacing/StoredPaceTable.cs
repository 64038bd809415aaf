using Hosting.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace QboSync.Pacing;

internal sealed class StoredPaceTable : IEntityTypeConfiguration<StoredPace>
{
    public void Configure(EntityTypeBuilder<StoredPace> table)
    {
        table.ToTable("paces");
        table.HasKey(pace => pace.Account);
        table.Property(pace => pace.Account).HasMaxLength(64);
        table.Property(pace => pace.State).HasMaxLength(Conventions.Unbounded);
        table.Property(pace => pace.Version).IsConcurrencyToken();
    }
}
