using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SupabaseSync.Drifting;

internal sealed class DriftMarkTable : IEntityTypeConfiguration<DriftMark>
{
    public void Configure(EntityTypeBuilder<DriftMark> table)
    {
        table.ToTable("drift_marks");
        table.HasKey(mark => mark.Account);
        table.Property(mark => mark.Account).HasMaxLength(120);
        table.Property(mark => mark.Version).IsConcurrencyToken();
    }
}
