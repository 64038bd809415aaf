namespace QboSync.Documents;

/// <summary>Rounds amounts so that they keep their sum.</summary>
public static class CentSpreading
{
    /// <summary>
    /// Each amount in cents. Where rounding each alone misses <paramref name="sum"/> although the amounts themselves come to it, those that
    /// rounding moved furthest give or take one cent: 33.333333 three times becomes 33.34, 33.33, 33.33. Amounts that are whole cents never change.
    /// </summary>
    public static decimal[] Spread(IReadOnlyList<decimal> amounts, decimal sum)
    {
        var cents = amounts.Select(Cents.Round).ToArray();
        var missing = sum - cents.Sum();
        if (missing == 0 || Cents.Round(amounts.Sum()) != sum) return cents;
        var direction = Math.Sign(missing);
        var movable = Enumerable.Range(0, cents.Length).Where(i => Math.Sign(amounts[i] - cents[i]) == direction)
            .OrderByDescending(i => Math.Abs(amounts[i] - cents[i])).Take((int)(Math.Abs(missing) * 100)).ToList();
        foreach (var i in movable) cents[i] += direction * 0.01m;
        return cents;
    }
}
