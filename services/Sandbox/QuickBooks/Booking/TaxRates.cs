using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Booking;

/// <summary>The rates behind a tax code.</summary>
internal static class TaxRates
{
    /// <param name="Percent">8 is 8 %.</param>
    public sealed record Rate(string Id, decimal Percent);

    public static IReadOnlyList<Rate> Of(Draft draft, string code, bool isSale = true) =>
    [
        .. (draft.Get("TaxCode", code)?.Object(isSale ? "SalesTaxRateList" : "PurchaseTaxRateList")?.Objects("TaxRateDetail") ?? [])
            .Select(detail => detail.RefId("TaxRateRef")!).Select(id => new Rate(id, draft.Get("TaxRate", id)?.AmountOrZero("RateValue") ?? 0m)),
    ];

    public static JsonObject Line(Rate rate, decimal amount, decimal taxable, decimal overridden = 0m)
    {
        var detail = new JsonObject
        {
            ["TaxRateRef"] = Json.Ref(rate.Id), ["PercentBased"] = true, ["TaxPercent"] = Json.Number(rate.Percent), ["NetAmountTaxable"] = Json.Number(taxable),
        };
        if (overridden != 0) detail["OverrideDeltaAmount"] = Json.Number(overridden);
        return new JsonObject { ["Amount"] = Json.Number(amount), ["DetailType"] = "TaxLineDetail", ["TaxLineDetail"] = detail };
    }
}
