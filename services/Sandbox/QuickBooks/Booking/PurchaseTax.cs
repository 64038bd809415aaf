using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Booking;

/// <summary>Tax on what is bought: none in the US, by the lines' codes elsewhere.</summary>
internal static class PurchaseTax
{
    public static decimal Compute(Write write, List<JsonObject> lines)
    {
        if (write.Company.IsUs)
        {
            foreach (var property in (string[])["GlobalTaxCalculation", "TxnTaxDetail"]) write.Document.Remove(property);
            foreach (var line in lines) Detail(line)["TaxCodeRef"] ??= Json.Ref("NON");
            return 0m;
        }
        return ValueAddedTax.Compute(write, [.. lines.Select(line => new TaxedLine(line, Detail(line)))], null, isSale: false);
    }

    private static JsonObject Detail(JsonObject line) => line.Object(line.Text("DetailType")!)!;
}
