using System.Text.Json.Nodes;
using QboSync.Talking;

namespace QboSync.Company;

/// <summary>Reads a company's tax codes from the answers of the queries of TaxCode and TaxRate.</summary>
public static class TaxCodeReading
{
    /// <summary>The codes that may stand on a sale. TAX and NON of United States companies name no rate and are left out.</summary>
    public static IReadOnlyList<TaxCode> Read(IEnumerable<JsonObject> codes, IEnumerable<JsonObject> rates)
    {
        var percents = rates.ToDictionary(rate => rate.Id(), Percent);
        return [.. codes.Where(code => !code.Flag("Hidden") && code["Active"]?.GetValueKind() != System.Text.Json.JsonValueKind.False && code.Id() is not ("TAX" or "NON"))
            .Select(code => new TaxCode(code.Id(), code.Text("Name") ?? code.Id(), Rates(code, percents)))];
    }

    private static List<TaxCodeRate> Rates(JsonObject code, Dictionary<string, decimal> percents) =>
        [.. Objects((code["SalesTaxRateList"] as JsonObject)?["TaxRateDetail"])
            .OrderBy(detail => detail.Amount("TaxOrder") ?? 0)
            .Select(detail => (Id: detail.Ref("TaxRateRef"), Type: detail.Text("TaxTypeApplicable")))
            .Where(rate => rate.Id is not null)
            .Select(rate => new TaxCodeRate(rate.Id!, percents.GetValueOrDefault(rate.Id!), rate.Type is "TaxOnTax" or "TaxOnAmountPlusTax"))];

    // A rate that changed over time says so in a list; RateValue is today's.
    private static decimal Percent(JsonObject rate) =>
        rate.Amount("RateValue") ?? Objects(rate["EffectiveTaxRate"]).LastOrDefault()?.Amount("RateValue") ?? 0m;

    private static IEnumerable<JsonObject> Objects(JsonNode? list) => (list as JsonArray)?.OfType<JsonObject>() ?? [];
}
