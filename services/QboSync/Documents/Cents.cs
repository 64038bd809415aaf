namespace QboSync.Documents;

/// <summary>Money as QuickBooks counts it.</summary>
public static class Cents
{
    private const int MostDecimals = 7;

    // A product that ends on half a cent is rounded one way by decimal and another way by binary arithmetic.
    private const decimal Safe = 0.0049m;

    /// <summary>Two decimals, half away from zero; one value has one notation, so that equal documents have equal hashes.</summary>
    public static decimal Round(decimal amount) => Math.Round(amount, 2, MidpointRounding.AwayFromZero) + 0.00m;

    /// <summary>
    /// The price of one piece with as few decimals as make QuickBooks' own multiplication come out at <paramref name="amount"/>; null where
    /// none does, and the line then carries its amount alone. So does one below zero, where rounding up and rounding away from zero part.
    /// </summary>
    public static decimal? UnitPrice(decimal amount, decimal quantity)
    {
        if (quantity <= 0 || amount < 0) return null;
        for (var decimals = 2; decimals <= MostDecimals; decimals++)
        {
            var price = Math.Round(amount / quantity, decimals, MidpointRounding.AwayFromZero);
            if (Math.Abs(price * quantity - Round(amount)) <= Safe) return price + 0.00m;
        }
        return null;
    }
}
