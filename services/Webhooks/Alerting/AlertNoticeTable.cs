using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Webhooks.Alerting;

internal sealed class AlertNoticeTable : IEntityTypeConfiguration<AlertNotice>
{
    public void Configure(EntityTypeBuilder<AlertNotice> table)
    {
        table.ToTable("alert_notices");
        table.Property(notice => notice.Channel).HasMaxLength(20);
        table.Property(notice => notice.Event).HasMaxLength(40);
        table.Property(notice => notice.Message).HasMaxLength(Alert.LongestMessage);
        table.Property(notice => notice.Answer).HasMaxLength(1000);
        table.Property(notice => notice.Version).IsConcurrencyToken();
        table.HasIndex(notice => new { notice.AlertId, notice.Channel, notice.Number }).IsUnique();
        table.HasIndex(notice => new { notice.Channel, notice.DueAt }).HasFilter("due_at IS NOT NULL");
        table.HasIndex(notice => new { notice.Channel, notice.SentAt });
    }
}
