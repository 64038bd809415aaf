using System.Text.Json.Nodes;
using QboSync.Talking;

namespace QboSync.Previewing;

/// <summary>What QuickBooks adds a document up to: lines, less the discount line, and the tax that is sent where tax comes on top.</summary>
public static class ExpectedTotal
{
    /// <summary>The sum; null where the body says none.</summary>
    public static decimal? Of(JsonObject document)
    {
        if (document.Amount("TotalAmt") is { } said) return said;
        if (document["Line"] is not JsonArray lines) return null;
        var sum = lines.OfType<JsonObject>().Sum(line => line.Text("DetailType") switch
        {
            "SubTotalLineDetail" or "DescriptionOnly" => 0,
            "DiscountLineDetail" => -(line.Amount("Amount") ?? 0),
            _ => line.Amount("Amount") ?? 0,
        });
        var tax = document.Text("GlobalTaxCalculation") == "TaxInclusive" ? 0 : (document["TxnTaxDetail"] as JsonObject)?.Amount("TotalTax") ?? 0;
        return sum + tax;
    }
}
