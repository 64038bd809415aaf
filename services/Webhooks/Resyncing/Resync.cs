using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Webhooks.Resyncing;

/// <summary>
/// A resync message without an id of its own, as a person types it, and the run that it means. It stands here before anything is begun, so that
/// the broker giving the message out again means the same run.
/// </summary>
public sealed class Resync
{
    /// <summary>The run.</summary>
    public Guid SyncId { get; set; }

    /// <summary>SHA-256 of the message, lower-case hex.</summary>
    public string Content { get; set; } = "";

    /// <summary>When it first came.</summary>
    public DateTimeOffset SeenAt { get; set; }

    /// <summary>When it was done with; only the acknowledgement was missing then. Null before.</summary>
    public DateTimeOffset? SettledAt { get; set; }
}

internal sealed class ResyncTable : IEntityTypeConfiguration<Resync>
{
    public void Configure(EntityTypeBuilder<Resync> table)
    {
        table.ToTable("resyncs");
        table.HasKey(resync => resync.SyncId);
        table.Property(resync => resync.SyncId).ValueGeneratedNever();
        table.Property(resync => resync.Content).HasMaxLength(64).IsUnicode(false);
        table.HasIndex(resync => new { resync.Content, resync.SeenAt });
    }
}
