namespace QboSync.Documents;

/// <summary>Money as QuickBooks counts it.</summary>
public static class Cents
{
    private const int MostDecimals = 7;

    /// <summary>Two decimals, half away from zero; one value has one notation, so that equal documents have equal hashes.</summary>
    public static decimal Round(decimal amount) => Math.Round(amount, 2, MidpointRounding.AwayFromZero) + 0.00m;

    /// <summary>
    /// The price of one piece with as few decimals as make QuickBooks' own multiplication come out at <paramref name="amount"/>; null where
    /// none does, and the line then carries its amount alone.
    /// </summary>
    public static decimal? UnitPrice(decimal amount, decimal quantity)
    {
        if (quantity <= 0) return null;
        for (var decimals = 2; decimals <= MostDecimals; decimals++)
        {
            var price = Math.Round(amount / quantity, decimals, MidpointRounding.AwayFromZero);
            if (Round(price * quantity) == Round(amount)) return price + 0.00m;
        }
        return null;
    }
}
