namespace QboSync.Tests.Property;

/// <summary>A priced line of a generated order.</summary>
internal sealed record ShopLine(string Kind, string Name, string TaxClass, decimal Quantity, decimal Net, Dictionary<ShopRate, decimal> Taxes)
{
    public long Id { get; init; }

    /// <summary>Rates of its class that leave it out (shipping): listed with an empty total.</summary>
    public IReadOnlyList<ShopRate> LeftOut { get; init; } = [];
}
