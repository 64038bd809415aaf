using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Webhooks.Sweeping;

/// <summary>One kind of sweep over one entity of one store: when it is due, who is at it, and how the last one ended.</summary>
public sealed class Sweep
{
    /// <summary>Id of the WooCommerce credential.</summary>
    public string StoreId { get; set; } = "";

    /// <summary><see cref="SweepKinds"/>.</summary>
    public string Kind { get; set; } = "";

    /// <summary>orders, products or customers.</summary>
    public string Entity { get; set; } = "";

    /// <summary>When it is due; null where it is switched off.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>The due time of a nightly sweep is in the shop's zone already; false where the shop must be asked for it first.</summary>
    public bool Planned { get; set; }

    /// <summary>When somebody, or something that was found, asked for one out of turn.</summary>
    public DateTimeOffset? AskedAt { get; set; }

    /// <summary>Until when somebody is at it.</summary>
    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>When the last one began.</summary>
    public DateTimeOffset? BegunAt { get; set; }

    /// <summary>When the last one ended.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>What the last one found, in words.</summary>
    public string? Result { get; set; }

    /// <summary>Why it cannot be done now; null where it can.</summary>
    public string? Problem { get; set; }

    /// <summary>Tries that failed since the last that did not.</summary>
    public int Attempts { get; set; }

    /// <summary>The run of the last one; it exists only where something was found to read.</summary>
    public Guid? SyncId { get; set; }

    /// <summary>Records that the last one found gone and, being too many to believe, left alone; null where there are none.</summary>
    public int? Gone { get; set; }

    /// <summary>How many gone records a person accepted; null where nobody did.</summary>
    public int? Accepted { get; set; }

    /// <summary>Who did.</summary>
    public string? AcceptedBy { get; set; }

    /// <summary>The last delivery looked at that held an error in place of a record.</summary>
    public long ErrorsSeen { get; set; }

    /// <summary>The alert about such deliveries is open.</summary>
    public bool ErrorsOpen { get; set; }

    /// <summary>Grows with each taking of the lease.</summary>
    public int Version { get; set; }
}

internal sealed class SweepTable : IEntityTypeConfiguration<Sweep>
{
    public void Configure(EntityTypeBuilder<Sweep> table)
    {
        table.ToTable("sweeps");
        table.HasKey(sweep => new { sweep.StoreId, sweep.Kind, sweep.Entity });
        table.Property(sweep => sweep.StoreId).HasMaxLength(100);
        table.Property(sweep => sweep.Kind).HasMaxLength(20);
        table.Property(sweep => sweep.Entity).HasMaxLength(20);
        table.Property(sweep => sweep.Result).HasMaxLength(500);
        table.Property(sweep => sweep.Problem).HasMaxLength(2000);
        table.Property(sweep => sweep.AcceptedBy).HasMaxLength(100);
        table.Property(sweep => sweep.Version).IsConcurrencyToken();
    }
}
