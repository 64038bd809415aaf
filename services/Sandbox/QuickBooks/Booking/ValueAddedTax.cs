using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Faults;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Booking;

/// <summary>Tax outside the US: every line has a numeric code, and the form says whether amounts hold the tax.</summary>
internal static class ValueAddedTax
{
    private const string NoRate = "Make sure all your transactions have a GST/VAT rate before you save.";

    public static decimal Compute(Write write, SalesLines lines)
    {
        var document = write.Document;
        document["GlobalTaxCalculation"] ??= "TaxExcluded";
        var mode = document.Text("GlobalTaxCalculation")!;
        if (mode == "NotApplicable")
        {
            if (write.Sent["TxnTaxDetail"] is not null) throw Refuse.TaxDetailNotAllowed();
            document.Remove("TxnTaxDetail");
            return 0m;
        }
        var sums = new SortedDictionary<string, (decimal Net, decimal Tax)>(Ids.Order);
        foreach (var line in lines.Priced)
        {
            var detail = line.Object("SalesItemLineDetail")!;
            var code = detail.RefId("TaxCodeRef") ?? throw Refuse.Business(NoRate);
            var percent = TaxRates.Of(write.Draft, code).Sum(rate => rate.Percent);
            var (net, tax) = mode == "TaxInclusive" ? Inclusive(line, detail, percent) : (line.AmountOrZero("Amount"), 0m);
            var sum = sums.GetValueOrDefault(code);
            sums[code] = (sum.Net + net, sum.Tax + tax);
        }
        if (mode == "TaxExcluded")
        {
            Discounted(sums, lines);
            foreach (var code in sums.Keys.ToList()) sums[code] = (sums[code].Net, Json.Cents(sums[code].Net * TaxRates.Of(write.Draft, code).Sum(rate => rate.Percent) / 100m));
        }
        return Written(write, sums);
    }

    // TaxInclusiveAmt is the gross amount; without it Amount itself is gross. Amount becomes net.
    private static (decimal Net, decimal Tax) Inclusive(JsonObject line, JsonObject detail, decimal percent)
    {
        var amount = line.AmountOrZero("Amount");
        var gross = detail.Amount("TaxInclusiveAmt") ?? amount;
        var net = detail["TaxInclusiveAmt"] is null ? Json.Cents(gross / (1m + percent / 100m)) : amount;
        detail["TaxInclusiveAmt"] = Json.Number(gross);
        line["Amount"] = Json.Number(net);
        return (net, gross - net);
    }

    private static void Discounted(SortedDictionary<string, (decimal Net, decimal Tax)> sums, SalesLines lines)
    {
        if (lines.DiscountAmount == 0 || lines.SubTotal == 0) return;
        foreach (var code in sums.Keys.ToList()) sums[code] = (sums[code].Net - Json.Cents(lines.DiscountAmount * sums[code].Net / lines.Priced.Sum(line => line.AmountOrZero("Amount"))), 0m);
    }

    // A TotalTax that differs is honoured line by line of its tax lines, whose rates must belong to a code in use.
    private static decimal Written(Write write, SortedDictionary<string, (decimal Net, decimal Tax)> sums)
    {
        var rates = sums.SelectMany(sum => TaxRates.Of(write.Draft, sum.Key).Select(rate => (Rate: rate, sum.Value.Net, sum.Value.Tax))).ToList();
        var sent = write.Sent.Object("TxnTaxDetail")?.Objects("TaxLine").ToList() ?? [];
        foreach (var id in sent.Select(line => line.Object("TaxLineDetail")?.RefId("TaxRateRef")).OfType<string>())
            if (rates.All(rate => rate.Rate.Id != id)) throw Refuse.Reference("TaxRates", id, "TaxRateRef");
        var lines = new JsonArray();
        var total = 0m;
        foreach (var (rate, net, tax) in rates)
        {
            var amount = sent.FirstOrDefault(line => line.Object("TaxLineDetail")?.RefId("TaxRateRef") == rate.Id)?.Amount("Amount") ?? tax;
            total += Json.Cents(amount);
            lines.Add((JsonNode)TaxRates.Line(rate, Json.Cents(amount), net));
        }
        write.Document["TxnTaxDetail"] = new JsonObject { ["TotalTax"] = Json.Number(total), ["TaxLine"] = lines };
        return total;
    }
}
