using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Webhooks.Alerting;

/// <summary>An instant that all instances share by name: until when somebody has a duty, or since when something is so.</summary>
public sealed class AlertMark
{
    /// <summary>Its name.</summary>
    public string Name { get; set; } = "";

    /// <summary>The instant.</summary>
    public DateTimeOffset At { get; set; }
}

internal sealed class AlertMarkTable : IEntityTypeConfiguration<AlertMark>
{
    public void Configure(EntityTypeBuilder<AlertMark> table)
    {
        table.ToTable("alert_marks");
        table.HasKey(mark => mark.Name);
        table.Property(mark => mark.Name).HasMaxLength(100);
    }
}
