namespace QboSync.Documents;

/// <summary>A document's money before it is written down: the lines, and the tax beside them.</summary>
/// <param name="Lines">At least one.</param>
/// <param name="Tax">The tax of the document as a whole; null where the company keeps none (it is then a line).</param>
/// <param name="Total">What lines and tax add up to, and what WooCommerce says.</param>
public sealed record Draft(IReadOnlyList<DraftLine> Lines, decimal? Tax, decimal Total)
{
    /// <summary>The same with a rounding line of <paramref name="difference"/>; its total stays what WooCommerce says.</summary>
    public Draft Rounded(decimal difference) =>
        difference == 0 ? this : this with { Lines = [.. Lines, new DraftLine(LineRole.Rounding, "Rounding", difference)] };
}
