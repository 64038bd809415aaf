using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Hosting.Data;

namespace Webhooks.Pulling;

internal sealed class PullTable : IEntityTypeConfiguration<Pull>
{
    public void Configure(EntityTypeBuilder<Pull> table)
    {
        table.ToTable("pulls");
        table.HasKey(pull => pull.SyncId);
        table.Property(pull => pull.SyncId).ValueGeneratedNever();
        table.Property(pull => pull.Ids).HasMaxLength(Conventions.Unbounded);
        table.Property(pull => pull.Problem).HasMaxLength(2000);
        table.Property(pull => pull.Reason).HasMaxLength(500);
        table.Property(pull => pull.ChangedBy).HasMaxLength(100);
        table.Property(pull => pull.AskedBy).HasMaxLength(100);
        table.Ignore(pull => pull.Quiet);
        table.Property(pull => pull.Version).IsConcurrencyToken();
        table.HasIndex(pull => pull.DueAt).HasFilter("due_at IS NOT NULL");
    }
}

internal sealed class WatermarkTable : IEntityTypeConfiguration<Watermark>
{
    public void Configure(EntityTypeBuilder<Watermark> table)
    {
        table.ToTable("watermarks");
        table.HasKey(mark => new { mark.StoreId, mark.Entity, mark.Target, mark.Account });
        table.Property(mark => mark.StoreId).HasMaxLength(100);
        table.Property(mark => mark.Entity).HasMaxLength(20);
        table.Property(mark => mark.Target).HasMaxLength(60);
        table.Property(mark => mark.Account).HasMaxLength(120);
    }
}
