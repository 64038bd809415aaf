namespace SupabaseSync.Conflicts;

/// <summary>Who wins, by policy.</summary>
public enum Winner
{
    /// <summary>The shop's version is written.</summary>
    Shop,

    /// <summary>What stands in Supabase stays.</summary>
    Supabase,

    /// <summary>A person must say.</summary>
    Nobody,
}

/// <summary>Applies the policy to one conflict.</summary>
public static class Choosing
{
    /// <summary>The winner.</summary>
    /// <param name="policy">As the settings say.</param>
    /// <param name="edited">
    /// When the row was edited: its <c>synced_at</c>, which a trigger moves with every write that changes something, whoever makes it. Null
    /// where that is not known: a row that is gone tells nothing.
    /// </param>
    /// <param name="changedInShop">When the shop changed the record; null where WooCommerce does not say.</param>
    public static Winner Of(ConflictPolicy policy, DateTimeOffset? edited, DateTimeOffset? changedInShop) => policy switch
    {
        ConflictPolicy.Woocommerce => Winner.Shop,
        ConflictPolicy.Supabase => Winner.Supabase,
        // Of two times of which one is not known neither is the later one.
        ConflictPolicy.LastWrite => (edited, changedInShop) switch
        {
            ({ } theirs, { } ours) => theirs > ours ? Winner.Supabase : Winner.Shop,
            _ => Winner.Nobody,
        },
        _ => Winner.Nobody,
    };
}
