namespace QboSync.Conflicts;

/// <summary>Kinds of conflict of QuickBooks, and what can be chosen in each. A held record's code is its kind where no other name is given here.</summary>
public static class ConflictKinds
{
    /// <summary>A person changed what we write.</summary>
    public const string Edited = "edited";

    /// <summary>A person deleted a document.</summary>
    public const string Deleted = "deleted";

    /// <summary>A person voided a document.</summary>
    public const string Voided = "voided";

    /// <summary>The shop's word counts.</summary>
    public const string Woocommerce = "woocommerce";

    /// <summary>What stands in QuickBooks counts.</summary>
    public const string Quickbooks = "quickbooks";

    /// <summary>What stands in QuickBooks is the same thing.</summary>
    public const string Link = "link";

    /// <summary>What stands in QuickBooks is another thing: a new one is made beside it.</summary>
    public const string Create = "create";

    /// <summary>Both sides stay as they are.</summary>
    public const string Ignore = "ignore";

    /// <summary>The kind of a held record.</summary>
    public static string Of(string code) => code switch
    {
        "changed_in_quickbooks" => Edited,
        "deleted_in_quickbooks" => Deleted,
        "voided_in_quickbooks" => Voided,
        _ => code,
    };

    /// <summary>What can be chosen.</summary>
    public static IReadOnlyList<string> Choices(string kind) => kind switch
    {
        Edited or Deleted or Voided => [Woocommerce, Quickbooks, Ignore],
        "booked_then_cancelled" or "refund_withdrawn" or "booked_total_differs" => [Woocommerce, Quickbooks, Ignore],
        "first_contact" or "already_in_books" => [Link, Create, Ignore],
        "number_taken" => [Woocommerce, Create, Ignore],
        // The cause is outside: it is tried again once somebody has mended it.
        _ => [Woocommerce, Ignore],
    };
}
