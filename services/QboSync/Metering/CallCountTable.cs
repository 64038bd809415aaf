using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace QboSync.Metering;

internal sealed class CallCountTable : IEntityTypeConfiguration<CallCount>
{
    public void Configure(EntityTypeBuilder<CallCount> table)
    {
        table.ToTable("call_counts");
        table.HasKey(count => new { count.Account, count.Day, count.Kind });
        table.Property(count => count.Account).HasMaxLength(64);
        table.Property(count => count.Day).HasMaxLength(10);
        table.Property(count => count.Kind).HasMaxLength(10);
    }
}
