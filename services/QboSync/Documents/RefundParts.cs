using QboSync.Mapping;
using Woo.Shapes;

namespace QboSync.Documents;

/// <summary>Which parts a refund gives back, and how much tax.</summary>
internal static class RefundParts
{
    /// <summary>The parts, in positive amounts, and their tax.</summary>
    public static (List<OrderPart> Parts, decimal Tax) Of(WooOrder order, WooRefund refund, AmountRefundTax byAmount)
    {
        var parts = OrderParts.Of(refund);
        if (parts.Count > 0) return (parts, Cents.Round(parts.Sum(part => part.Tax)));
        // The shop sets a paid order to "refunded": WooCommerce then makes one refund of everything, without lines.
        if (order.Refunds.Count <= 1 && refund.Amount == order.Total) return (OrderParts.Of(order), Cents.Round(order.TotalTax));
        var share = order.Total == 0 ? 0 : refund.Amount / order.Total;
        if (byAmount == AmountRefundTax.Proportional && order.TotalTax != 0 && share > 0)
            return ([.. Shares(order, share, Described(refund))], Cents.Round(order.TotalTax * share));
        return ([new OrderPart(LineRole.Refund, Described(refund), refund.Amount, 0.00m)], 0.00m);
    }

    // One line for everything that was taxed alike.
    private static IEnumerable<OrderPart> Shares(WooOrder order, decimal share, string description) =>
        OrderParts.Of(order).Select(part => part.Share(share) with { Role = LineRole.Refund, Description = description })
            .GroupBy(part => (part.Tax != 0, part.TaxClass, string.Join('+', part.Taxes.Where(tax => tax.Total is not null and not 0).Select(tax => tax.RateId).Order())))
            .Select(alike => alike.First() with
            {
                Amount = alike.Sum(part => part.Amount),
                Tax = alike.Sum(part => part.Tax),
                Taxes = [.. alike.SelectMany(part => part.Taxes).GroupBy(tax => tax.RateId).Select(taxes => new WooLineTax(taxes.Key, taxes.Sum(tax => tax.Total), null))],
            });

    private static string Described(WooRefund refund) => PlainText.Cut($"Refund {PlainText.Of(refund.Reason)}".Trim(), Limits.Description);
}
