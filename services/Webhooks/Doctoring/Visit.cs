using Hosting.Secrets;

namespace Webhooks.Doctoring;

/// <summary>What a visit gathers on its way.</summary>
public sealed class Visit(ActiveCredential store, string storeUrl, DoctorMode mode, DateTimeOffset now, WatchMemory memory, DateTimeOffset lastLook)
{
    /// <summary>The shop's credential.</summary>
    public ActiveCredential Store { get; } = store;

    /// <summary>The shop's address by the credential.</summary>
    public string StoreUrl { get; } = storeUrl;

    /// <summary>How far it may go.</summary>
    public DoctorMode Mode { get; } = mode;

    /// <summary>When it began.</summary>
    public DateTimeOffset Now { get; } = now;

    /// <summary>When the one before was.</summary>
    public DateTimeOffset LastLook { get; } = lastLook;

    /// <summary>What is known of the shop.</summary>
    public WatchMemory Memory { get; } = memory;

    /// <summary>The webhooks as they stand now; null where the shop could not be read.</summary>
    public Examination? Examination { get; set; }

    /// <summary>What was done; null where the shop could not be read.</summary>
    public Treated? Treated { get; set; }

    /// <summary>The report's topics.</summary>
    public List<TopicLine> Lines { get; } = [];

    /// <summary>The report's findings.</summary>
    public List<Finding> Findings { get; } = [];

    /// <summary>Runs that were started.</summary>
    public List<Guid> Runs { get; } = [];
}
