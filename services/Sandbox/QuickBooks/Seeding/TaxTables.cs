using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Seeding;

/// <summary>Tax codes, rates and the agency: TAX, NON and one numeric code in the US; the usual numeric codes elsewhere, with rates for sales and for purchases.</summary>
internal static class TaxTables
{
    private const int FirstPurchaseRate = 20;

    private sealed record Code(string Id, string Name, params string[] Rates);

    private sealed record Rate(string Id, string Name, decimal Percent);

    private sealed record Table(Rate[] Rates, Code[] Codes);

    public static void Fill(Draft draft, string country, Action<Draft, string, string, JsonObject> put)
    {
        var isUs = country == "US";
        put(draft, "TaxAgency", "1", new JsonObject { ["DisplayName"] = isUs ? "Board of Equalization" : "Tax Authority", ["TaxTrackedOnSales"] = true, ["TaxTrackedOnPurchases"] = !isUs });
        if (isUs)
        {
            put(draft, "TaxCode", "TAX", new JsonObject { ["Name"] = "TAX", ["Description"] = "TAX", ["Active"] = true, ["Taxable"] = true, ["TaxGroup"] = false });
            put(draft, "TaxCode", "NON", new JsonObject { ["Name"] = "NON", ["Description"] = "NON", ["Active"] = true, ["Taxable"] = false, ["TaxGroup"] = false });
        }
        var table = Of(country);
        foreach (var (rate, index) in table.Rates.Select((rate, index) => (rate, index)))
        {
            put(draft, "TaxRate", rate.Id, OneRate(rate.Name, isUs ? "Sales Tax" : rate.Name, rate.Percent));
            if (!isUs) put(draft, "TaxRate", $"{FirstPurchaseRate + index}", OneRate($"{rate.Name} (Purchases)", rate.Name, rate.Percent));
        }
        foreach (var code in table.Codes)
            put(draft, "TaxCode", code.Id, new JsonObject
            {
                ["Name"] = code.Name, ["Description"] = code.Name, ["Active"] = true, ["Taxable"] = true, ["TaxGroup"] = true,
                ["SalesTaxRateList"] = List(code, table, rate => rate.Id),
                ["PurchaseTaxRateList"] = isUs ? new JsonObject { ["TaxRateDetail"] = new JsonArray() } : List(code, table, rate => $"{FirstPurchaseRate + Array.IndexOf(table.Rates, rate)}"),
            });
    }

    private static JsonObject OneRate(string name, string description, decimal percent) => new()
    {
        ["Name"] = name, ["Description"] = description, ["Active"] = true, ["RateValue"] = Json.Number(percent), ["AgencyRef"] = Json.Ref("1"), ["SpecialTaxType"] = percent == 0 ? "ZERO_RATE" : "NONE", ["DisplayType"] = "ReadOnly",
    };

    private static JsonObject List(Code code, Table table, Func<Rate, string> id) => new()
    {
        ["TaxRateDetail"] = new JsonArray([.. code.Rates.Select((rate, order) => (JsonNode)new JsonObject
        {
            ["TaxRateRef"] = Json.Ref(id(table.Rates.Single(known => known.Id == rate))), ["TaxTypeApplicable"] = "TaxOnAmount", ["TaxOrder"] = order,
        })]),
    };

    // The first codes and rates of each country keep the ids they have always had.
    private static Table Of(string country) => country switch
    {
        "US" => new([new("3", "California", 8m)], [new("2", "California", "3")]),
        "CA" => new(
            [new("3", "GST", 5m), new("4", "HST ON", 13m), new("5", "Zero-rated", 0m), new("6", "Exempt", 0m), new("7", "QST", 9.975m), new("8", "PST BC", 7m), new("9", "HST NS", 14m), new("10", "Out of scope", 0m)],
            [new("2", "GST", "3"), new("3", "HST ON", "4"), new("4", "Zero-rated", "5"), new("5", "Exempt", "6"), new("6", "GST/QST QC - 9.975", "3", "7"), new("7", "GST/PST BC", "3", "8"), new("8", "HST NS", "9"), new("9", "Out of scope", "10")]),
        "AU" => new(
            [new("3", "GST", 10m), new("4", "GST free", 0m), new("5", "Out of Scope", 0m), new("6", "Input tax", 0m), new("7", "GST Capital", 10m)],
            [new("2", "GST", "3"), new("3", "GST free", "4"), new("4", "Out of Scope", "5"), new("5", "Input tax", "6"), new("6", "GST on capital", "7")]),
        "NZ" => new([new("3", "GST", 15m), new("4", "GST free", 0m)], [new("2", "GST", "3"), new("3", "GST free", "4")]),
        "IE" => new(
            [new("3", "23.0% S", 23m), new("4", "13.5% R", 13.5m), new("5", "9.0% R", 9m), new("6", "0.0% Z", 0m), new("7", "No VAT", 0m)],
            [new("2", "23.0% S", "3"), new("3", "13.5% R", "4"), new("4", "9.0% R", "5"), new("5", "0.0% Z", "6"), new("6", "No VAT", "7")]),
        _ => new(
            [new("3", "20.0% S", 20m), new("4", "5.0% R", 5m), new("5", "0.0% Z", 0m), new("6", "No VAT", 0m), new("7", "Exempt", 0m), new("8", "20.0% ECG", 0m)],
            [new("2", "20.0% S", "3"), new("3", "5.0% R", "4"), new("4", "0.0% Z", "5"), new("5", "No VAT", "6"), new("6", "Exempt", "7"), new("7", "20.0% ECG", "8")]),
    };
}
