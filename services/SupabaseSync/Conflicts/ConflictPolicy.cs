namespace SupabaseSync.Conflicts;

/// <summary>Who wins where a row was edited by hand.</summary>
public enum ConflictPolicy
{
    /// <summary>The shop: the row is written again as it should be.</summary>
    Woocommerce,

    /// <summary>Whoever edited the row: what they changed stays until the shop changes the same.</summary>
    Supabase,

    /// <summary>Whoever changed it later.</summary>
    LastWrite,

    /// <summary>A person chooses.</summary>
    Ask,
}
