using System.Globalization;
using QboSync.Company;
using QboSync.Talking;
using Syncing.Working;
using Woo.Shapes;

namespace QboSync.Documents;

/// <summary>
/// Turns an order or a refund into lines and tax whose sum is WooCommerce's total, to the penny. Discounts stand in the line totals already.
/// A few cents are closed by a line that says so; anything more stops the record, with both sums.
/// </summary>
public static class Drafting
{
    /// <summary>The draft of an order.</summary>
    /// <exception cref="FaultException">The sums differ by more than <paramref name="roundingCents"/>.</exception>
    public static Draft OfOrder(WooOrder order, CompanyFacts company, int roundingCents)
    {
        var lines = Lines(order.LineItems, order.ShippingLines, order.FeeLines, sign: 1);
        if (lines.Count == 0) lines.Add(new DraftLine(LineRole.Fee, "Order without lines", 0.00m));
        return Close(lines, Cents.Round(order.TotalTax), Cents.Round(order.Total), company, roundingCents, "order",
            "Nothing was booked. Correct the order in WooCommerce (recalculate it), then push it again.");
    }

    /// <summary>The draft of a refund, in positive amounts. A refund by amount alone is one line without tax.</summary>
    /// <exception cref="FaultException">The sums differ by more than <paramref name="roundingCents"/>.</exception>
    public static Draft OfRefund(WooRefund refund, CompanyFacts company, int roundingCents)
    {
        var total = Cents.Round(refund.Amount);
        var lines = Lines(refund.LineItems, refund.ShippingLines, refund.FeeLines, sign: -1);
        if (lines.Count == 0) lines.Add(new DraftLine(LineRole.Refund, PlainText.Cut($"Refund {PlainText.Of(refund.Reason)}".Trim(), Limits.Description), total));
        var tax = Cents.Round(-(refund.LineItems.Sum(line => line.TotalTax) + refund.ShippingLines.Sum(line => line.TotalTax) + refund.FeeLines.Sum(line => line.TotalTax)));
        return Close(lines, tax, total, company, roundingCents, "refund",
            "The refund was not booked. WooCommerce does not check a refund's amount against its lines: book it by hand, or delete and enter it again in WooCommerce.");
    }

    private static List<DraftLine> Lines(IEnumerable<WooLineItem> products, IEnumerable<WooShippingLine> shipping, IEnumerable<WooFeeLine> fees, int sign)
    {
        var lines = new List<DraftLine>();
        foreach (var line in products)
        {
            var (amount, quantity) = (Cents.Round(sign * line.Total), sign * line.Quantity);
            if (sign < 0 && amount == 0 && line.TotalTax == 0) continue; // a refund lists what it does not refund, too
            var price = Cents.UnitPrice(amount, quantity);
            lines.Add(new DraftLine(LineRole.Product, Description(line.Name, "Product"), amount,
                price is null ? null : Plain(quantity), price, line.TotalTax != 0, line));
        }
        foreach (var line in shipping)
            if (line.Total != 0 || line.TotalTax != 0)
                lines.Add(new DraftLine(LineRole.Shipping, Description(line.MethodTitle, "Shipping"), Cents.Round(sign * line.Total), Taxed: line.TotalTax != 0));
        foreach (var line in fees)
            if (line.Total != 0 || line.TotalTax != 0)
                lines.Add(new DraftLine(LineRole.Fee, Description(line.Name, "Fee"), Cents.Round(sign * line.Total), Taxed: line.TotalTax != 0));
        return lines;
    }

    private static Draft Close(List<DraftLine> lines, decimal tax, decimal total, CompanyFacts company, int roundingCents, string what, string advice)
    {
        if (!company.UsingSalesTax && tax != 0) lines.Add(new DraftLine(LineRole.Tax, "Sales tax", tax));
        // QuickBooks spreads the tax over the lines that are taxed; with none it would drop it.
        if (company.UsingSalesTax && tax != 0 && !lines.Any(line => line.Taxed)) lines[0] = lines[0] with { Taxed = true };
        var sum = lines.Sum(line => line.Amount) + (company.UsingSalesTax ? tax : 0);
        var difference = total - sum;
        if (Math.Abs(difference) > roundingCents / 100m)
            throw new FaultException(FaultKind.Invalid, "total_differs", string.Create(CultureInfo.InvariantCulture,
                $"The lines and tax of the {what} add up to {sum:0.00}, but WooCommerce says {total:0.00}. {advice}"));
        return new Draft(lines, company.UsingSalesTax ? tax : null, total).Rounded(difference);
    }

    private static string Description(string text, string otherwise) =>
        PlainText.Cut(PlainText.Of(text), Limits.Description) is { Length: > 0 } plain ? plain : otherwise;

    private static decimal Plain(decimal quantity) => quantity / 1.0000000000000000000000000000m;
}
