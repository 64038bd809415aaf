using Woo.Reading;

namespace Webhooks.Doctoring;

/// <summary>What is known of one entity's silence.</summary>
/// <param name="Baseline">Records up to this id do not count: they were there when the watch began, or while webhooks were off.</param>
/// <param name="Untold">A record that no delivery told of; null where the shop told of all that were looked for.</param>
/// <param name="Since">Since when it is there.</param>
/// <param name="SweptAt">When it was last read because of that.</param>
public sealed record SilenceMemory(long Baseline, long? Untold = null, DateTimeOffset? Since = null, DateTimeOffset? SweptAt = null)
{
    /// <summary>Begins anew behind a record.</summary>
    public static SilenceMemory From(WooNewest? newest) => new(newest?.Id ?? 0);
}

/// <summary>Decides whether a shop has gone silent. Pure.</summary>
public static class Silence
{
    /// <summary>Looks once more.</summary>
    /// <param name="before">What was known; null at the first look.</param>
    /// <param name="newest">The shop's newest record.</param>
    /// <param name="told">Of which ids a delivery told.</param>
    /// <param name="lastTold">When a delivery last told of any record of this entity: a shop that speaks of others is not silent, and what it left out sweeps find.</param>
    /// <param name="lastLook">When it was looked before: what is new since came after that.</param>
    /// <param name="now">Now.</param>
    public static SilenceMemory Look(SilenceMemory? before, WooNewest? newest, IReadOnlySet<long> told, DateTimeOffset? lastTold, DateTimeOffset lastLook, DateTimeOffset now)
    {
        if (before is null) return SilenceMemory.From(newest);
        if (before.Untold is { } untold && (told.Contains(untold) || lastTold > before.Since)) before = new SilenceMemory(Math.Max(before.Baseline, untold));
        if (newest is null || newest.Id <= before.Baseline || told.Contains(newest.Id)) return before with { Untold = null, Since = null, SweptAt = null };
        if (before.Untold is not null) return before;
        // Not before the last look, whatever date an import gave it, and not in the future, whatever the shop's clock says.
        var since = newest.Created is { } created && created > lastLook ? created : lastLook;
        return before with { Untold = newest.Id, Since = since > now ? now : since };
    }

    /// <summary>Whether that is for too long.</summary>
    public static bool TooLong(SilenceMemory memory, TimeSpan limit, DateTimeOffset now) => memory is { Untold: not null, Since: { } since } && now - since >= limit;

    /// <summary>Whether the shop should be read for it now: at once, and again each time as long has passed.</summary>
    public static bool SweepDue(SilenceMemory memory, TimeSpan limit, DateTimeOffset now) => TooLong(memory, limit, now) && !(now - memory.SweptAt < limit);
}
