using QboSync.Mapping;

namespace QboSync.Conflicts;

/// <summary>Who wins, by policy.</summary>
public enum Winner
{
    /// <summary>The shop's version is written.</summary>
    Shop,

    /// <summary>What stands in QuickBooks stays.</summary>
    QuickBooks,

    /// <summary>A person must say.</summary>
    Nobody,
}

/// <summary>Applies the policy to one conflict.</summary>
public static class Choosing
{
    /// <summary>The winner.</summary>
    /// <param name="policy">As the mapping says.</param>
    /// <param name="changedInQuickBooks">When the person changed it; null where QuickBooks does not say.</param>
    /// <param name="changedInShop">When the shop changed it; null where that is not known.</param>
    public static Winner Of(ConflictPolicy policy, DateTimeOffset? changedInQuickBooks, DateTimeOffset? changedInShop) => policy switch
    {
        ConflictPolicy.Woocommerce => Winner.Shop,
        ConflictPolicy.Quickbooks => Winner.QuickBooks,
        // Of two times of which one is not known neither is the later one.
        ConflictPolicy.LastWrite => (changedInQuickBooks, changedInShop) switch
        {
            ({ } theirs, { } ours) => theirs > ours ? Winner.QuickBooks : Winner.Shop,
            _ => Winner.Nobody,
        },
        _ => Winner.Nobody,
    };

    /// <summary>The policy as it stands in the mapping and in the list.</summary>
    public static string Name(ConflictPolicy policy) => policy switch
    {
        ConflictPolicy.Woocommerce => "woocommerce",
        ConflictPolicy.Quickbooks => "quickbooks",
        ConflictPolicy.LastWrite => "last_write",
        _ => "ask",
    };
}
