using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Webhooks.Alerting;

internal sealed class AlertTable : IEntityTypeConfiguration<Alert>
{
    public void Configure(EntityTypeBuilder<Alert> table)
    {
        table.ToTable("alerts");
        table.Property(alert => alert.Kind).HasMaxLength(60);
        table.Property(alert => alert.Message).HasMaxLength(Alert.LongestMessage);
        table.Property(alert => alert.Version).IsConcurrencyToken();
        table.HasMany(alert => alert.Notices).WithOne(notice => notice.Alert).HasForeignKey(notice => notice.AlertId);
        table.HasIndex(alert => new { alert.Kind, alert.Subject }).IsUnique().HasDatabaseName("ux_alerts_open").HasFilter("resolved_at IS NULL");
    }
}
