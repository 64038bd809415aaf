namespace Webhooks.Proving;

/// <summary>Why shop, ledger and target do not hold the same, as short stable names.</summary>
public static class Causes
{
    /// <summary>It, or its newest version, stands in the shop and was never announced.</summary>
    public const string NotAnnounced = "not_announced";

    /// <summary>It was announced, and the target's ledger does not have it.</summary>
    public const string MissingInLedger = "missing_in_ledger";

    /// <summary>It could not be written; the code says why.</summary>
    public const string Failed = "failed";

    /// <summary>It was written, and the target does not have it any more.</summary>
    public const string MissingInTarget = "missing_in_target";

    /// <summary>It stands in the target otherwise than it was written.</summary>
    public const string ChangedInTarget = "changed_in_target";

    /// <summary>It stands in the target more than once.</summary>
    public const string DoubledInTarget = "doubled_in_target";

    /// <summary>The target has an older version than the one that was written.</summary>
    public const string StaleInTarget = "stale_in_target";

    /// <summary>The target has something that neither shop nor ledger know.</summary>
    public const string UnknownInTarget = "unknown_in_target";

    /// <summary>Ledger or target have it, and the shop does not any more.</summary>
    public const string GoneInShop = "gone_in_shop";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> All =
        [NotAnnounced, MissingInLedger, Failed, MissingInTarget, ChangedInTarget, DoubledInTarget, StaleInTarget, UnknownInTarget, GoneInShop];

    /// <summary>What a repair does about it.</summary>
    public static string RepairOf(string cause, string target) => (cause, target) switch
    {
        (NotAnnounced or MissingInLedger, _) => "The record is read from the shop and synced.",
        (Failed, _) => "The record is read from the shop and tried again; the cause must be mended before.",
        (MissingInTarget, "quickbooks") => "The document is booked anew, after QuickBooks said that it is gone.",
        (ChangedInTarget, "quickbooks") => "The company's conflict policy decides: by default the shop's version is written again. A voided document is booked anew.",
        (DoubledInTarget, "quickbooks") => "Only where causes names doubled_in_target: the extra document with our marker is voided, or deleted where QuickBooks has no void. A document without our marker is never touched.",
        (MissingInTarget or ChangedInTarget or StaleInTarget, _) => "The record is read from the shop and written again.",
        (GoneInShop, _) => "The shop is asked; what is gone on its own word is marked as deleted, or dealt with as the mapping says.",
        _ => "Nothing: nobody here knows whose it is. Remove it by hand.",
    };
}
