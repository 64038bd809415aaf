using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace QboSync.Drifting;

internal sealed class DriftMarkTable : IEntityTypeConfiguration<DriftMark>
{
    public void Configure(EntityTypeBuilder<DriftMark> table)
    {
        table.ToTable("drift_marks");
        table.HasKey(mark => mark.Account);
        table.Property(mark => mark.Account).HasMaxLength(64);
        table.Property(mark => mark.Version).IsConcurrencyToken();
    }
}
