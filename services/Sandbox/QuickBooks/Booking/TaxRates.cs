using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Booking;

/// <summary>The sales rates behind a tax code.</summary>
internal static class TaxRates
{
    /// <param name="Percent">8 is 8 %.</param>
    public sealed record Rate(string Id, decimal Percent);

    public static IReadOnlyList<Rate> Of(Draft draft, string code) =>
    [
        .. (draft.Get("TaxCode", code)?.Object("SalesTaxRateList")?.Objects("TaxRateDetail") ?? [])
            .Select(detail => detail.RefId("TaxRateRef")!).Select(id => new Rate(id, draft.Get("TaxRate", id)?.AmountOrZero("RateValue") ?? 0m)),
    ];

    public static JsonObject Line(Rate rate, decimal amount, decimal taxable) => new()
    {
        ["Amount"] = Json.Number(amount), ["DetailType"] = "TaxLineDetail",
        ["TaxLineDetail"] = new JsonObject
        {
            ["TaxRateRef"] = Json.Ref(rate.Id), ["PercentBased"] = true, ["TaxPercent"] = Json.Number(rate.Percent), ["NetAmountTaxable"] = Json.Number(taxable),
        },
    };
}
