namespace Sandbox.WooCommerce.Pricing;

/// <summary>
/// <c>WC_Discounts</c>: what each coupon takes from each line, in cents of the prices as the shop shows them (with tax where prices include
/// it). A remainder of cents goes, unit by unit, to the lines with the highest unit price.
/// </summary>
public static class Discounts
{
    /// <summary>Cents per coupon and line; <paramref name="lines"/> are (quantity, price of the line in cents).</summary>
    public static IReadOnlyList<decimal[]> Apply(IReadOnlyList<(decimal Quantity, decimal Price)> lines, IReadOnlyList<BasketCoupon> coupons)
    {
        var left = lines.Select(line => line.Price).ToArray();
        var order = Enumerable.Range(0, lines.Count)
            .Where(i => lines[i].Price > 0 && lines[i].Quantity > 0)
            .OrderByDescending(i => lines[i].Price / lines[i].Quantity).ToArray();
        return [.. coupons.Select(coupon =>
        {
            var taken = new decimal[lines.Count];
            _ = coupon.Type switch
            {
                "percent" => Percent(coupon.Amount, lines, order, left, taken),
                "fixed_cart" => FixedCart(coupon.Amount * 100, lines, order, left, taken),
                "fixed_product" => FixedProduct(coupon.Amount * 100, lines, order, left, taken),
                _ => throw new ArgumentException($"coupon {coupon.Code}: type {coupon.Type} is not one of percent, fixed_cart, fixed_product"),
            };
            return taken;
        })];
    }

    private static decimal Percent(decimal percent, IReadOnlyList<(decimal Quantity, decimal Price)> lines, int[] order, decimal[] left, decimal[] taken)
    {
        var total = order.Sum(i => Take(i, Rounding.HalfDown(Math.Min(left[i], Math.Floor(lines[i].Price * percent / 100)), 0), left, taken));
        var whole = Rounding.HalfDown(order.Sum(i => lines[i].Price) * percent / 100, 0);
        return total < whole ? total + Remainder(whole - total, lines, order, left, taken) : total;
    }

    private static decimal FixedCart(decimal cents, IReadOnlyList<(decimal Quantity, decimal Price)> lines, int[] order, decimal[] left, decimal[] taken)
    {
        var pieces = order.Sum(i => lines[i].Quantity);
        if (pieces == 0) return 0;
        var each = Math.Floor(cents / pieces);
        if (each <= 0) return cents > 0 ? Remainder(cents, lines, order, left, taken) : 0;
        var total = FixedProduct(each, lines, order, left, taken);
        return total > 0 && total < cents ? total + FixedCart(cents - total, lines, order, left, taken) : total;
    }

    private static decimal FixedProduct(decimal cents, IReadOnlyList<(decimal Quantity, decimal Price)> lines, int[] order, decimal[] left, decimal[] taken) =>
        order.Sum(i => Take(i, Rounding.HalfDown(Math.Min(left[i], cents * lines[i].Quantity), 0), left, taken));

    private static decimal Remainder(decimal cents, IReadOnlyList<(decimal Quantity, decimal Price)> lines, int[] order, decimal[] left, decimal[] taken)
    {
        decimal total = 0;
        foreach (var i in order)
        {
            for (var piece = 0; piece < lines[i].Quantity; piece++)
            {
                total += Take(i, Math.Min(left[i], 1), left, taken);
                if (total >= cents) return total;
            }
        }
        return total;
    }

    private static decimal Take(int line, decimal cents, decimal[] left, decimal[] taken)
    {
        left[line] -= cents;
        taken[line] += cents;
        return cents;
    }
}
