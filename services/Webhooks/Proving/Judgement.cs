using Contracts.Proving;

namespace Webhooks.Proving;

/// <summary>One record in the shop, in a target's ledger and in the target.</summary>
/// <param name="Shop">Null where the shop does not have it.</param>
/// <param name="Ledger">Null where the ledger does not have it.</param>
/// <param name="Standing">What stands in the target for it.</param>
/// <param name="Known">The journal knows the record.</param>
/// <param name="OnItsWay">Something of it is journaled and not handed over yet.</param>
public sealed record ProofCase(ShopLine? Shop, LedgerLine? Ledger, IReadOnlyList<StandingLine> Standing, bool Known = true, bool OnItsWay = false)
{
    /// <summary>The shop has it, and not in the trash.</summary>
    public bool IsLive => Shop is { Trashed: false };
}

/// <summary>What a case comes to.</summary>
/// <param name="UnderWay">It is being worked or was changed just now: no difference.</param>
/// <param name="LeftOut">Why the target does not have it by its own decision; null where it should.</param>
/// <param name="Differences">What is wrong.</param>
public sealed record Verdict(bool UnderWay, string? LeftOut, IReadOnlyList<Found> Differences)
{
    internal static readonly Verdict Moving = new(true, null, []);
    internal static readonly Verdict Fine = new(false, null, []);
}

/// <summary>One thing that is wrong.</summary>
/// <param name="Cause"><see cref="Causes"/>.</param>
/// <param name="Code">More exactly; of what failed the ledger's code.</param>
/// <param name="Message">In words.</param>
/// <param name="Parts">What it is about in the target.</param>
/// <param name="Fields">What differs.</param>
public sealed record Found(string Cause, string? Code, string Message, IReadOnlyList<LedgerPart> Parts, IReadOnlyList<FieldDifference> Fields);

/// <summary>
/// Judges one record. What should stand in a target is the ledger's own decision; what is still under way is no difference. Pure.
/// </summary>
public static class Judgement
{
    private static readonly string[] Drafts = ["checkout-draft", "auto-draft"];

    /// <summary>Judges.</summary>
    /// <param name="one">The record.</param>
    /// <param name="recent">What the shop changed after this may still be on its way.</param>
    public static Verdict Of(ProofCase one, DateTimeOffset recent)
    {
        if (one.OnItsWay || one.Ledger?.State is "Pending" or "InProgress" or "InDoubt") return Verdict.Moving;
        var extra = Extra(one).ToList();
        var verdict = one.IsLive ? Live(one, one.Shop!, recent) : Gone(one, recent);
        return verdict.UnderWay ? verdict : verdict with { Differences = [.. verdict.Differences, .. extra] };
    }

    private static Verdict Live(ProofCase one, ShopLine shop, DateTimeOffset recent)
    {
        if (one.Ledger is not { } ledger)
        {
            if (shop.NotOurs is { } reason) return Verdict.Fine with { LeftOut = reason };
            if (shop.Modified > recent) return Verdict.Moving;
            return one.Known
                ? Differs(Causes.MissingInLedger, null, "The record is known, and this target's ledger does not have it.")
                : Differs(Causes.NotAnnounced, null, "The record stands in the shop and was never announced.");
        }
        if (InShopOnly(shop, ledger) is { } why)
            return shop.Modified > recent ? Verdict.Moving : Differs(Causes.NotAnnounced, why.Code, why.Message);
        return ledger.State switch
        {
            "Retrying" or "NeedsAttention" or "Conflict" => Differs(Causes.Failed, ledger.Code, ledger.Message ?? "It could not be written."),
            "Skipped" when ledger.Code != "stale" => Verdict.Fine with { LeftOut = ledger.Code ?? "skipped" },
            _ => new Verdict(false, null, [.. Compared(ledger, one.Standing)]),
        };
    }

    private static Verdict Gone(ProofCase one, DateTimeOffset recent)
    {
        if (one.Ledger is not { } ledger) return Verdict.Fine;
        if (ledger.Deleted)
        {
            return ledger.State switch
            {
                "Retrying" or "NeedsAttention" or "Conflict" => Differs(Causes.Failed, ledger.Code, ledger.Message ?? "It could not be written."),
                "Synced" => new Verdict(false, null, [.. Compared(ledger, one.Standing)]),
                _ => Verdict.Fine,
            };
        }
        if (one.Shop?.Modified > recent) return Verdict.Moving;
        if (ledger.Figures is { } figures && Drafts.Contains(figures.Status)) return Verdict.Fine with { LeftOut = "draft" }; // WooCommerce clears its drafts away
        return Differs(Causes.GoneInShop, one.Shop is null ? "deleted" : "trashed",
            one.Shop is null ? "The shop does not have the record any more, and never said so." : "The record lies in the shop's trash, and the target was never told.");
    }

    // What the shop has and the ledger never heard of. Products and customers are counted only: some of their dates move without a change.
    private static (string Code, string Message)? InShopOnly(ShopLine shop, LedgerLine ledger)
    {
        if (ledger.Deleted) return ("back_in_shop", "The record is known as deleted, and stands in the shop.");
        if (shop.Figures is not { } now) return null;
        if (shop.Modified > ledger.WantedModified) return ("newer_in_shop", "The shop has a newer version that was never announced.");
        return ledger.Figures is not { } then || (now.Status, now.Gross, now.Tax, now.Refunds, now.Currency) == (then.Status, then.Gross, then.Tax, then.Refunds, then.Currency)
            ? null
            : ("other_in_shop", "The shop has another content of the same version, which was never announced.");
    }

    private static IEnumerable<Found> Compared(LedgerLine ledger, IReadOnlyList<StandingLine> standing)
    {
        foreach (var part in ledger.Parts)
        {
            if (standing.FirstOrDefault(line => line.ExternalId == part.ExternalId && line.Kind == part.Kind) is not { } line)
                yield return new Found(Causes.MissingInTarget, null, $"{Name(part)} was written and is not there any more.", [part], []);
            else if (line.Stale)
                yield return new Found(Causes.StaleInTarget, null, $"{Name(part)} stands there in an older version than the one that was written.", [part], line.Differing);
            else if (line.Newer)
                yield return new Found(Causes.ChangedInTarget, "newer_version", $"{Name(part)} carries a newer version than any that was written: somebody set its date or sync_seq. The guard refuses to write over it.", [part], line.Differing);
            else if (line.Differing.Count > 0)
                yield return new Found(Causes.ChangedInTarget, line.Differing.Any(field => field is { Field: "Status", Found: "voided" }) ? "voided" : null,
                    $"{Name(part)} stands there otherwise than it was written ({string.Join(", ", line.Differing.Take(8).Select(field => field.Field))}).", [part], line.Differing);
        }
    }

    private static IEnumerable<Found> Extra(ProofCase one)
    {
        foreach (var line in one.Standing.Where(line => line.Live && line.Owner != StandingOwner.Known))
        {
            var part = new LedgerPart(line.Kind, line.ExternalId, line.Number);
            if (line.Owner == StandingOwner.SameNumber)
                yield return new Found(Causes.DoubledInTarget, "same_number", $"{Name(part)} has the number and the sum of the document that was booked for the order, and not our marker: a person made it.", [part], []);
            else if (line.Owner == StandingOwner.Marked && one.Ledger is { Parts.Count: > 0 })
                yield return new Found(Causes.DoubledInTarget, "marker", $"{Name(part)} carries the order's marker beside the document that was booked for it.", [part], []);
            else if (!one.IsLive && one.Ledger is null || line.Owner == StandingOwner.Marked)
                yield return new Found(Causes.UnknownInTarget, line.Owner == StandingOwner.Marked ? "marker" : null, $"{Name(part)} stands in the target, and nobody here knows of it.", [part], []);
        }
    }

    private static Verdict Differs(string cause, string? code, string message) => new(false, null, [new Found(cause, code, message, [], [])]);

    private static string Name(LedgerPart part) => part.Kind is "orders" or "products" or "customers" ? "The row" : $"{part.Kind} {part.Number ?? part.ExternalId}";
}
