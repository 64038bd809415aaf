using System.Text.Json;
using Syncing.Working;

namespace SupabaseSync.Conflicts;

/// <summary>
/// What a person changed in a row of ours. Pure. What was last applied is known without keeping it: where the ledger's version is the applied
/// one its body is it, and in any case the row's own <c>raw</c> is, which every write sets together with the columns made from it. So it is
/// known too when a newer version is wanted already, or when the answer to a write was lost. Only an edit of <c>raw</c> itself needs the body.
/// </summary>
public static class Clashing
{
    private const string Modified = "date_modified_gmt";

    /// <summary>Where the row is neither what was last applied nor what the shop says now.</summary>
    /// <param name="item">The version to write.</param>
    /// <param name="shop">The row that it makes.</param>
    /// <param name="standing">What stands.</param>
    /// <param name="decision">What was decided about the record before.</param>
    public static IReadOnlyList<RowDifference> Of(WorkItem item, ShopRow shop, StandingRow standing, RowDecision? decision)
    {
        var raised = IsRaised(item, shop, standing);
        // Newer than what is wanted, and not by hand: written from a ledger that this one knows nothing of. The guard keeps it.
        if (standing.Version > item.Version && !raised) return [];

        // A project that was put back from a backup holds earlier versions: those are judged by what they themselves were made from.
        var applied = IsBodyApplied(item);
        var atHand = applied && standing.Version >= item.Version;
        var written = atHand ? shop : ShopRow.Written(item, standing);
        var found = new List<RowDifference>();
        // Nothing can be made of its raw: that is what was edited.
        if (written is null || (!written.IsWhole && shop.IsWhole && !standing.IsDeleted)) found.Add(new RowDifference("raw", Column(shop.Columns, "raw"), standing.Raw, At(standing), IsShops: true));
        else if (shop.IsWhole) found.AddRange(Both(written, shop, standing, atHand));

        var wasDeleted = atHand ? item.Deleted : decision?.DeletedSeq is { } seq && seq == item.Applied?.Seq;
        if (standing.IsDeleted != wasDeleted && standing.IsDeleted != item.Deleted)
            found.Add(new RowDifference("deleted_at", null, Column(standing.Columns, "deleted_at"), At(standing)));
        if (raised || (applied && standing.Version != item.Version))
            found.Add(new RowDifference(Modified, Column(shop.Columns, Modified), Column(standing.Columns, Modified), At(standing), IsShops: true));
        return found;
    }

    /// <summary>
    /// Somebody gave the row a later version by hand: it is not the date that its own raw tells, or stands over the very same content. As it is,
    /// every later write of the shop's would be refused as stale.
    /// </summary>
    public static bool IsRaised(WorkItem item, ShopRow shop, StandingRow standing)
    {
        if (standing.Version <= item.Version || standing.IsDeleted || !shop.IsWhole) return false;
        return DateOf(standing.Raw) != standing.Version.Modified
            || (IsBodyApplied(item) && Comparison.Same("raw", shop.Columns.GetProperty("raw"), standing.Raw));
    }

    // A forced or historical run may have brought another reading of the same version, which differs in what the shop computes anew for each.
    private static bool IsBodyApplied(WorkItem item) => item.Applied == item.Version && !item.Force && !item.History;

    private static IEnumerable<RowDifference> Both(ShopRow written, ShopRow shop, StandingRow standing, bool same)
    {
        var differing = RowDifferences.Of(shop, standing);
        if (same || differing.Count == 0) return differing;
        var edited = RowDifferences.Of(written, standing).Select(difference => difference.Path).ToHashSet();
        return differing.Where(difference => edited.Contains(difference.Path));
    }

    // As the version of a record is made: the date of its last change, else of its making.
    private static DateTimeOffset? DateOf(JsonElement raw) =>
        raw.ValueKind != JsonValueKind.Object ? null : StandingRow.Instant(raw, Modified) ?? StandingRow.Instant(raw, "date_created_gmt");

    private static JsonElement? Column(JsonElement row, string name) => row.TryGetProperty(name, out var value) ? value : null;

    private static DateTimeOffset? At(StandingRow standing) => StandingRow.WrittenAt(standing.Columns);
}
