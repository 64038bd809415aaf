using Contracts;

namespace Webhooks.Judging;

/// <summary>
/// Decides whether what came is newer than what is known. WooCommerce's date has the grain of a second and some changes do not move it, so
/// an equal date with other content is believed only where it was read from the shop.
/// </summary>
public static class Gate
{
    /// <summary>In place of the content's hash where what is known was perhaps not handed over to the targets.</summary>
    public const string NotHandedOver = "";

    /// <summary>What is known of a record.</summary>
    public sealed record Known(RecordVersion Version, string ContentHash, bool Deleted);

    /// <summary>What came.</summary>
    /// <param name="Modified"><c>date_modified_gmt</c>, else <c>date_created_gmt</c>.</param>
    /// <param name="ContentHash">Hash of the content.</param>
    /// <param name="Deleted">Trashed or gone.</param>
    /// <param name="ReadFromShop">It is what the shop said when it was asked, not what a webhook brought.</param>
    public sealed record Incoming(DateTimeOffset? Modified, string ContentHash, bool Deleted, bool ReadFromShop);

    /// <summary>How an incoming body compares.</summary>
    public enum Verdict
    {
        /// <summary>A new version; it gets the version that comes with the verdict.</summary>
        New,

        /// <summary>A newer version is known.</summary>
        Stale,

        /// <summary>This very version is known.</summary>
        Unchanged,

        /// <summary>Same date and other content, or a record that was gone, and only a webhook's word: the shop must be asked.</summary>
        Tie,
    }

    /// <summary>Compares.</summary>
    public static (Verdict Verdict, RecordVersion Version) Judge(Known? known, Incoming incoming)
    {
        if (known is null) return (Verdict.New, new RecordVersion(incoming.Modified, 1));
        var next = new RecordVersion(incoming.Modified, known.Version.Seq + 1);
        var byDate = (incoming.Modified?.UtcTicks ?? 0).CompareTo(known.Version.Modified?.UtcTicks ?? 0);
        if (byDate < 0) return (Verdict.Stale, known.Version);
        // What was seen to be gone comes back only on the shop's word: the body may have been under way since before.
        if (known.Deleted && !incoming.Deleted && !incoming.ReadFromShop) return (Verdict.Tie, known.Version);
        if (byDate > 0) return (Verdict.New, next);
        // Its run was cancelled before it was handed over: the next to bring it brings it as new.
        if (known.ContentHash == NotHandedOver && !incoming.Deleted) return (Verdict.New, next);
        if (incoming.ContentHash == known.ContentHash && incoming.Deleted == known.Deleted) return (Verdict.Unchanged, known.Version);
        return incoming.ReadFromShop ? (Verdict.New, next) : (Verdict.Tie, known.Version);
    }
}
