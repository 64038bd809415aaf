using System.Globalization;
using QboSync.Company;
using QboSync.Documents.Taxing;
using QboSync.Talking;
using Syncing.Working;
using Woo.Shapes;

namespace QboSync.Documents;

/// <summary>
/// Turns an order or a refund into lines and tax whose sum is WooCommerce's total, to the penny. A few cents are closed by a line that says
/// so; anything more stops an order, with both sums.
/// </summary>
public static class Drafting
{
    private const string OrderAdvice = "Nothing was booked. Correct the order in WooCommerce (recalculate it), then push it again.";

    /// <summary>The draft of an order.</summary>
    /// <exception cref="FaultException">The sums differ by more than the mapping closes, a tax code is missing, or QuickBooks could not hold it.</exception>
    public static Draft OfOrder(WooOrder order, CompanyBooks books)
    {
        var draft = OfParts(OrderParts.Of(order), order, Cents.Round(order.TotalTax), order.Total, ByRate(order), books, "Order without lines");
        var difference = draft.Total - Sum(draft);
        if (Math.Abs(difference) > books.Mapping.Orders.RoundingCents / 100m)
            throw new FaultException(FaultKind.Invalid, "total_differs", string.Create(CultureInfo.InvariantCulture,
                $"The lines and tax of the order add up to {Sum(draft):0.00}, but WooCommerce says {draft.Total:0.00}. {OrderAdvice}"));
        return Checked(draft.Rounded(difference), OrderAdvice);
    }

    /// <summary>
    /// The draft of a refund, in positive amounts. Its <c>amount</c> is what left the till, and that is the document's total. Its lines and
    /// their tax are what the shop's own reports count, so they stand as they are; where the two differ (REST does not compare them) a line
    /// "Refund difference" says by how much. A refund by amount alone is one line without tax, as in WooCommerce's tax report, unless it
    /// gives back the whole order, whose lines and tax it then has, or the mapping wants its share of the tax.
    /// </summary>
    /// <exception cref="FaultException">A tax code is missing, or QuickBooks could not hold it.</exception>
    public static Draft OfRefund(WooOrder order, WooRefund refund, CompanyBooks books)
    {
        const string advice = "The refund was not booked. Book it by hand in QuickBooks, or delete and enter it again in WooCommerce.";
        var (parts, tax) = RefundParts.Of(order, refund, books.Mapping.Tax.AmountRefunds);
        var draft = OfParts(parts, order, tax, refund.Amount, null, books, "Refund");
        var difference = draft.Total - Sum(draft);
        if (Math.Abs(difference) <= books.Mapping.Orders.RoundingCents / 100m) return Checked(draft.Rounded(difference), advice);
        return Checked(draft.With(LineRole.Refund, string.Create(CultureInfo.InvariantCulture,
            $"Refund difference: WooCommerce paid back {draft.Total:0.00}, its lines say {Sum(draft):0.00}"), difference), advice);
    }

    private static Draft OfParts(
        List<OrderPart> parts, WooOrder order, decimal tax, decimal exactTotal, IReadOnlyDictionary<long, decimal>? taxByRate, CompanyBooks books, string otherwise)
    {
        if (parts.Count == 0) parts.Add(new OrderPart(LineRole.Fee, otherwise, 0.00m, 0.00m));
        var total = Payable.Of(exactTotal, order.Currency);
        var rates = order.TaxLines.GroupBy(line => line.RateId).ToDictionary(group => group.Key, group => group.First());
        if (books.Facts.Taxes == TaxKeeping.ByLine) parts = MixedFees.Split(parts, OrderParts.Of(order), rates);
        var amounts = CentSpreading.Spread([.. parts.Select(part => part.Amount)], total - tax);
        var source = new TaxSource(parts, amounts, tax, rates, taxByRate, books);
        var plan = books.Facts.Taxes switch
        {
            TaxKeeping.None => NoTax(source),
            TaxKeeping.ByLine => TaxByLine.Plan(source),
            _ => UnitedStatesTax.Plan(source),
        };
        var draft = new Draft([.. parts.Select((part, i) => Line(part, amounts[i], plan.Codes[i]))], plan.Tax, total);
        return plan.AsLine == 0 ? draft : draft.With(LineRole.Tax, "Sales tax", plan.AsLine);
    }

    // Outside the United States a document says that no tax applies, and may then carry none.
    private static TaxPlan NoTax(TaxSource source) => new([.. source.Parts.Select(_ => (string?)null)],
        new DraftTax(null, null) { Calculation = source.Books.Facts.IsUs ? null : "NotApplicable" }, source.Tax);

    private static DraftLine Line(OrderPart part, decimal amount, string? code)
    {
        var price = part.Quantity is { } quantity ? Cents.UnitPrice(amount, quantity) : null;
        return new DraftLine(part.Role, part.Description, amount, price is null ? null : Plain(part.Quantity!.Value), price, code, part.Product);
    }

    private static Draft Checked(Draft draft, string advice)
    {
        if (draft.Total < 0)
            throw new FaultException(FaultKind.Invalid, "total_negative", string.Create(CultureInfo.InvariantCulture,
                $"The total is {draft.Total:0.00}, and QuickBooks takes no document below zero. {advice}"));
        var most = draft.Lines.Any(line => line.TaxCode is not (null or "NON")) ? Limits.TaxedLines : Limits.Lines;
        if (draft.Lines.Count > most)
            throw new FaultException(FaultKind.Invalid, "too_many_lines",
                $"It has {draft.Lines.Count} lines, and QuickBooks takes at most {most} in a document{(most == Limits.TaxedLines ? " with sales tax" : "")}. {advice}");
        return draft;
    }

    private static Dictionary<long, decimal> ByRate(WooOrder order) =>
        order.TaxLines.GroupBy(line => line.RateId).ToDictionary(group => group.Key, group => group.Sum(line => line.TaxTotal + line.ShippingTaxTotal));

    private static decimal Sum(Draft draft) => draft.Lines.Sum(line => line.Amount) + (draft.Tax.Total ?? 0);

    private static decimal Plain(decimal quantity) => quantity / 1.0000000000000000000000000000m;
}
