namespace Webhooks.Proving;

/// <summary>Something that was read for a proof and is not judged yet; gone when the proof ends.</summary>
public sealed class ProofLine
{
    /// <summary>The source of what the shop said.</summary>
    public const string Shop = "shop";

    /// <summary>The proof.</summary>
    public Guid ProofId { get; set; }

    /// <summary>orders, products or customers.</summary>
    public string Entity { get; set; } = "";

    /// <summary>The WooCommerce id.</summary>
    public string Key { get; set; } = "";

    /// <summary><see cref="Shop"/>, or <c>ledger:</c> or <c>standing:</c> and the target.</summary>
    public string Source { get; set; } = "";

    /// <summary>Of several in a target: which.</summary>
    public string Part { get; set; } = "";

    /// <summary>JSON.</summary>
    public string Content { get; set; } = "";

    /// <summary>The source of what a target's ledger said.</summary>
    public static string Ledger(string target) => $"ledger:{target}";

    /// <summary>The source of what stands in a target.</summary>
    public static string Standing(string target) => $"standing:{target}";
}

/// <summary>The totals of one target: of orders by day and currency, of products and customers in one row.</summary>
public sealed class ProofTotal
{
    /// <summary>The proof.</summary>
    public Guid ProofId { get; set; }

    /// <summary>The target.</summary>
    public string Target { get; set; } = "";

    /// <summary>orders, products or customers.</summary>
    public string Entity { get; set; } = "";

    /// <summary>The day of the orders' creation in the shop's zone, <c>yyyy-MM-dd</c>; empty for products and customers.</summary>
    public string Day { get; set; } = "";

    /// <summary>ISO code; empty for products and customers.</summary>
    public string Currency { get; set; } = "";

    /// <summary><see cref="Totals"/>, JSON.</summary>
    public string Content { get; set; } = "";
}

/// <summary>One difference that was found.</summary>
public sealed class ProofDifference
{
    /// <summary>Database id.</summary>
    public long Id { get; set; }

    /// <summary>The proof.</summary>
    public Guid ProofId { get; set; }

    /// <summary>The target.</summary>
    public string Target { get; set; } = "";

    /// <summary>orders, products or customers.</summary>
    public string Entity { get; set; } = "";

    /// <summary>The WooCommerce id.</summary>
    public string Key { get; set; } = "";

    /// <summary>The day of the order's creation; null for products and customers.</summary>
    public string? Day { get; set; }

    /// <summary><see cref="Causes"/>.</summary>
    public string Cause { get; set; } = "";

    /// <summary><see cref="Difference"/>, JSON.</summary>
    public string Content { get; set; } = "";
}
