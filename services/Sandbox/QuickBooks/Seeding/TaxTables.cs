using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Seeding;

/// <summary>Tax codes, rates and the agency: TAX, NON and one numeric code in the US; numeric codes elsewhere.</summary>
internal static class TaxTables
{
    public static void Fill(Draft draft, string country, Action<Draft, string, string, JsonObject> put)
    {
        put(draft, "TaxAgency", "1", new JsonObject { ["DisplayName"] = country == "US" ? "Board of Equalization" : "Tax Authority", ["TaxTrackedOnSales"] = true, ["TaxTrackedOnPurchases"] = country != "US" });
        if (country == "US")
        {
            put(draft, "TaxCode", "TAX", new JsonObject { ["Name"] = "TAX", ["Description"] = "TAX", ["Active"] = true, ["Taxable"] = true, ["TaxGroup"] = false });
            put(draft, "TaxCode", "NON", new JsonObject { ["Name"] = "NON", ["Description"] = "NON", ["Active"] = true, ["Taxable"] = false, ["TaxGroup"] = false });
        }
        foreach (var (code, rate, name, percent) in Rates(country))
        {
            put(draft, "TaxRate", rate, new JsonObject
            {
                ["Name"] = name, ["Description"] = "Sales Tax", ["Active"] = true, ["RateValue"] = Json.Number(percent), ["AgencyRef"] = Json.Ref("1"), ["SpecialTaxType"] = "NONE", ["DisplayType"] = "ReadOnly",
            });
            put(draft, "TaxCode", code, new JsonObject
            {
                ["Name"] = name, ["Description"] = name, ["Active"] = true, ["Taxable"] = true, ["TaxGroup"] = true,
                ["SalesTaxRateList"] = new JsonObject { ["TaxRateDetail"] = new JsonArray(new JsonObject { ["TaxRateRef"] = Json.Ref(rate, name), ["TaxTypeApplicable"] = "TaxOnAmount", ["TaxOrder"] = 0 }) },
                ["PurchaseTaxRateList"] = new JsonObject { ["TaxRateDetail"] = new JsonArray() },
            });
        }
    }

    private static (string Code, string Rate, string Name, decimal Percent)[] Rates(string country) => country switch
    {
        "US" => [("2", "3", "California", 8m)],
        "CA" => [("2", "3", "GST", 5m), ("3", "4", "HST ON", 13m), ("4", "5", "Zero-rated", 0m), ("5", "6", "Exempt", 0m)],
        "AU" or "NZ" => [("2", "3", "GST", country == "AU" ? 10m : 15m), ("3", "4", "GST free", 0m)],
        _ => [("2", "3", "20.0% S", 20m), ("3", "4", "5.0% R", 5m), ("4", "5", "0.0% Z", 0m), ("5", "6", "No VAT", 0m)],
    };
}
