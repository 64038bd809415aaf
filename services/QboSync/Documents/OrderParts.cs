using System.Text.RegularExpressions;
using Woo.Shapes;

namespace QboSync.Documents;

/// <summary>
/// Takes orders and refunds apart. Line totals are WooCommerce's own: without tax also in shops that enter prices with it, and after
/// coupons. A coupon is no line of its own, because its discount differs from line to line and so does the tax that it saves, while
/// QuickBooks has one discount a document, spread by its own rule.
/// </summary>
internal static partial class OrderParts
{
    /// <summary>The parts of an order. Free shipping and fees of nothing are left out.</summary>
    public static List<OrderPart> Of(WooOrder order) => [.. Parts(order.LineItems, order.ShippingLines, order.FeeLines, sign: 1)];

    /// <summary>The parts of a refund, in positive amounts; a refund lists what it does not refund, too.</summary>
    public static List<OrderPart> Of(WooRefund refund) =>
        [.. Parts(refund.LineItems, refund.ShippingLines, refund.FeeLines, sign: -1).Where(part => part.Amount != 0 || part.Tax != 0)];

    private static IEnumerable<OrderPart> Parts(IEnumerable<WooLineItem> products, IEnumerable<WooShippingLine> shipping, IEnumerable<WooFeeLine> fees, int sign)
    {
        foreach (var line in products)
            yield return new OrderPart(LineRole.Product, Description(line.Name, "Product"), sign * line.Total, sign * line.TotalTax)
            {
                Taxes = Signed(line.Taxes, sign), TaxClass = line.TaxClass, Quantity = sign * line.Quantity, Product = line,
            };
        foreach (var line in shipping)
            if (line.Total != 0 || line.TotalTax != 0)
                yield return new OrderPart(LineRole.Shipping, Description(line.MethodTitle, "Shipping"), sign * line.Total, sign * line.TotalTax) { Taxes = Signed(line.Taxes, sign) };
        foreach (var line in fees)
            if (line.Total != 0 || line.TotalTax != 0)
                yield return new OrderPart(IsTip(line.Name) ? LineRole.Tip : LineRole.Fee, Description(line.Name, "Fee"), sign * line.Total, sign * line.TotalTax)
                {
                    Taxes = Signed(line.Taxes, sign), TaxClass = line.TaxClass,
                };
    }

    private static IReadOnlyList<WooLineTax> Signed(IReadOnlyList<WooLineTax> taxes, int sign) =>
        sign > 0 ? taxes : [.. taxes.Select(tax => tax with { Total = -tax.Total })];

    private static bool IsTip(string name) => Tip().IsMatch(PlainText.Of(name));

    private static string Description(string text, string otherwise) =>
        PlainText.Cut(PlainText.Of(text), Limits.Description) is { Length: > 0 } plain ? plain : otherwise;

    [GeneratedRegex(@"\b(tips?|gratuity|trinkgeld|pourboire|propina|mancia|gorjeta|fooi)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Tip();
}
