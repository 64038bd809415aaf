using Hosting.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace QboSync.Requeueing;

internal sealed class CompanySightTable : IEntityTypeConfiguration<CompanySight>
{
    public void Configure(EntityTypeBuilder<CompanySight> table)
    {
        table.ToTable("company_sights").HasKey(sight => sight.Account);
        table.Property(sight => sight.Account).HasMaxLength(64);
        table.Property(sight => sight.Seen).HasMaxLength(Conventions.Unbounded);
    }
}
