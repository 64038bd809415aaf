namespace Woo.Reading;

/// <summary>What a test of a shop's credential found.</summary>
/// <param name="ShopName">As the shop calls itself; null where it could not be asked.</param>
/// <param name="TimezoneString">The shop's zone; null where it could not be asked, "" where it set only an offset.</param>
/// <param name="Problems">What is wrong, worst first; empty where orders, products and customers can be read.</param>
/// <param name="Notes">What works but should be known.</param>
public sealed record WooProbe(string? ShopName, string? TimezoneString, IReadOnlyList<WooFault> Problems, IReadOnlyList<string> Notes)
{
    /// <summary>Orders, products and customers can be read.</summary>
    public bool Ok => Problems.Count == 0;
}
