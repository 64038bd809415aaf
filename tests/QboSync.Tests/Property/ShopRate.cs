namespace QboSync.Tests.Property;

/// <summary>One tax rate of a generated shop.</summary>
internal sealed record ShopRate(long Id, decimal Percent, bool Compound, bool OnShipping)
{
    public string Code => $"XX-RATE-{Id}";

    public decimal Round(decimal tax, Shop shop) => shop.RoundsAtSubtotal ? Math.Round(tax, 6, MidpointRounding.AwayFromZero) : shop.Cents(tax);
}
