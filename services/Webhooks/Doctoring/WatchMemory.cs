namespace Webhooks.Doctoring;

/// <summary>What a look must know of the looks before it.</summary>
public sealed class WatchMemory
{
    /// <summary>Up to which row of the journal was counted.</summary>
    public long JournalSeen { get; set; }

    /// <summary>When each webhook last brought a verified delivery.</summary>
    public Dictionary<long, DateTimeOffset> Verified { get; set; } = [];

    /// <summary>When the shop last told of an order, product or customer.</summary>
    public Dictionary<string, DateTimeOffset> Told { get; set; } = [];

    /// <summary>When a webhook's secret was last set from here.</summary>
    public Dictionary<long, DateTimeOffset> SecretSet { get; set; } = [];

    /// <summary>Deliveries that are held, by the address that they name.</summary>
    public Dictionary<string, CloneSeen> Clones { get; set; } = [];

    /// <summary>What the shop keeps to itself, by entity.</summary>
    public Dictionary<string, SilenceMemory> Silence { get; set; } = [];

    /// <summary>When webhooks were switched on by the watch within the last day.</summary>
    public List<DateTimeOffset> Reactivated { get; set; } = [];

    /// <summary>Entities to read because deliveries of them were lost: kept until their run is on disk.</summary>
    public HashSet<string> ToSweep { get; set; } = [];

    /// <summary>How many looks in a row could not read the shop.</summary>
    public int Unreadable { get; set; }
}

/// <summary>Deliveries of a copy of the shop.</summary>
/// <param name="Count">How many.</param>
/// <param name="LastAt">The last one.</param>
public sealed record CloneSeen(long Count, DateTimeOffset LastAt);
