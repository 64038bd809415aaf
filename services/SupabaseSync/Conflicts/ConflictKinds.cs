namespace SupabaseSync.Conflicts;

/// <summary>Kinds of conflict in Supabase, the codes that held records have, and what can be chosen.</summary>
public static class ConflictKinds
{
    /// <summary>Somebody changed columns that are ours.</summary>
    public const string Edited = "edited";

    /// <summary>Somebody deleted the row.</summary>
    public const string Deleted = "deleted";

    /// <summary>Code of a record that is held because its row was edited.</summary>
    public const string ChangedCode = "changed_in_supabase";

    /// <summary>Code of a record that is held because its row was deleted.</summary>
    public const string DeletedCode = "deleted_in_supabase";

    /// <summary>The shop's word counts.</summary>
    public const string Woocommerce = "woocommerce";

    /// <summary>What stands in Supabase counts.</summary>
    public const string Supabase = "supabase";

    /// <summary>Both sides stay as they are.</summary>
    public const string Ignore = "ignore";

    /// <summary>The kind of a held record.</summary>
    public static string Of(string code) => code switch { ChangedCode => Edited, DeletedCode => Deleted, _ => code };

    /// <summary>What can be chosen.</summary>
    public static IReadOnlyList<string> Choices(string kind) => kind is Edited or Deleted ? [Woocommerce, Supabase, Ignore] : [Woocommerce, Ignore];
}
