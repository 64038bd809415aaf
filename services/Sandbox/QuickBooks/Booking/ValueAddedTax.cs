using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Faults;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Booking;

/// <summary>
/// Tax outside the US: the form says whether amounts hold the tax, and every line has a numeric code. Tax is rounded once per rate, over all lines that it
/// is on, after the discount. Where amounts include tax the gross total stands, and the net amounts and the tax are what adds up to it.
/// </summary>
internal static class ValueAddedTax
{
    private const string NoRate = "Make sure all your transactions have a GST/VAT rate before you save.";
    private const string Custom = "CustomSalesTax";

    /// <summary>Sets TxnTaxDetail and, where amounts include tax, the lines' net amounts; returns what the tax adds to them.</summary>
    public static decimal Compute(Write write, IReadOnlyList<TaxedLine> lines, JsonObject? discount, bool isSale)
    {
        var (document, company) = (write.Document, write.Company);
        if (!company.Preference("TaxPrefs").Is("UsingSalesTax")) return None(write, lines);
        if (isSale && document["GlobalTaxCalculation"] is null && !company.Switches.DefaultsGlobalTaxCalculation) throw Refuse.Missing("GlobalTaxCalculation");
        document["GlobalTaxCalculation"] ??= "TaxExcluded";
        var mode = document.Text("GlobalTaxCalculation")!;
        if (mode == "NotApplicable")
        {
            if (write.Sent["TxnTaxDetail"] is not null) throw Refuse.TaxDetailNotAllowed();
            return None(write, lines);
        }
        if (document.Object("TxnTaxDetail")?.RefId("TxnTaxCodeRef") == Custom) throw Refuse.CustomTax("6160", "TxnTaxCodeRef");
        var byCode = lines.GroupBy(line => Code(write, line), StringComparer.Ordinal)
            .Select(group => new Sum([.. group], TaxRates.Of(write.Draft, group.Key, isSale))).ToList();
        if (mode == "TaxInclusive") foreach (var sum in byCode) sum.TakeGross();
        ShareOut(byCode, discount?.AmountOrZero("Amount") ?? 0m);
        var amounts = Overridden(write, byCode, mode == "TaxInclusive");
        if (mode == "TaxInclusive") Nets(byCode, discount, amounts.Sum(amount => amount.Tax));
        var total = amounts.Sum(amount => amount.Tax);
        document["TxnTaxDetail"] = new JsonObject
        {
            ["TotalTax"] = Json.Number(total),
            ["TaxLine"] = new JsonArray([.. amounts.Select(amount => (JsonNode)TaxRates.Line(amount.Rate, amount.Tax, amount.Net, amount.Tax - amount.Computed))]),
        };
        return total;
    }

    private static decimal None(Write write, IReadOnlyList<TaxedLine> lines)
    {
        write.Document.Remove("TxnTaxDetail");
        foreach (var line in lines) line.Detail.Remove("TaxInclusiveAmt");
        return 0m;
    }

    private static string Code(Write write, TaxedLine line)
    {
        var code = line.Detail.RefId("TaxCodeRef") ?? throw Refuse.Business(NoRate);
        if (code == Custom) throw Refuse.CustomTax("6230", "TaxCodeRef");
        return write.Draft.Get("TaxCode", code) is not null ? code : throw Refuse.Reference("TaxCodes", code, "TaxCodeRef");
    }

    // The discount is shared by amount; what rounding leaves over goes to the last code.
    private static void ShareOut(List<Sum> sums, decimal discount)
    {
        var (all, left) = (sums.Sum(sum => sum.Amount), discount);
        if (discount == 0 || all == 0) return;
        for (var i = 0; i < sums.Count; i++)
        {
            sums[i].Discount = i == sums.Count - 1 ? left : Json.Cents(discount * sums[i].Amount / all);
            left -= sums[i].Discount;
        }
    }

    // A tax line that was sent is honoured: its rate must belong to a code in use, and control may set how far it may be off. TotalTax alone is not.
    private static List<Amount> Overridden(Write write, List<Sum> sums, bool inclusive)
    {
        var rates = sums.SelectMany(sum => sum.Taxes(inclusive)).GroupBy(tax => tax.Rate.Id, StringComparer.Ordinal)
            .Select(group => (group.First().Rate, Net: Json.Cents(group.Sum(tax => tax.Net)), Computed: Json.Cents(group.Sum(tax => tax.Tax)))).ToList();
        var switches = write.Company.Switches;
        var given = write.Sent.Object("TxnTaxDetail") ?? (write.Sent["Line"] is null ? write.Document.Object("TxnTaxDetail") : null);
        var sent = given?.Objects("TaxLine").Where(line => line.Object("TaxLineDetail")?.RefId("TaxRateRef") is not null).ToLookup(line => line.Object("TaxLineDetail")!.RefId("TaxRateRef")!);
        foreach (var id in sent?.Select(lines => lines.Key) ?? [])
            if (rates.All(rate => rate.Rate.Id != id)) throw Refuse.Reference("TaxRates", id, "TaxRateRef");
        return [.. rates.Select(rate =>
        {
            var wanted = switches.HonoursTaxOverride && sent?[rate.Rate.Id].Any(line => line.Amount("Amount") is not null) == true ? Json.Cents(sent[rate.Rate.Id].Sum(line => line.AmountOrZero("Amount"))) : rate.Computed;
            if (switches.TaxOverrideLimit is { } limit && Math.Abs(wanted - rate.Computed) > limit) throw Refuse.Business(
                string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The tax amount {wanted} differs from the calculated tax {rate.Computed} by more than the override that is allowed ({limit})."));
            return new Amount(rate.Rate, rate.Net, rate.Computed, wanted);
        })];
    }

    // Net amounts become gross less tax; the cents that rounding leaves over go to the discount, else to the last line.
    private static void Nets(List<Sum> sums, JsonObject? discount, decimal tax)
    {
        foreach (var sum in sums) sum.WriteNets();
        var wanted = sums.Sum(sum => sum.Amount - sum.Discount) - tax;
        if (discount is not null && discount.AmountOrZero("Amount") != 0)
        {
            var gross = discount.AmountOrZero("Amount");
            discount["Amount"] = Json.Number(sums.Sum(sum => sum.Nets) - wanted);
            discount.Object("DiscountLineDetail")!["TaxInclusiveAmt"] = Json.Number(gross);
        }
        else if (sums.Count > 0) sums[^1].Adjust(wanted - sums.Sum(sum => sum.Nets));
    }

    private sealed record Amount(TaxRates.Rate Rate, decimal Net, decimal Computed, decimal Tax);

    /// <summary>The lines of one code. <see cref="Amount"/> is net, or gross where amounts include tax.</summary>
    private sealed class Sum(List<TaxedLine> lines, IReadOnlyList<TaxRates.Rate> rates)
    {
        private readonly decimal _percent = rates.Sum(rate => rate.Percent);

        public decimal Amount { get; private set; } = lines.Sum(line => line.Line.AmountOrZero("Amount"));

        public decimal Discount { get; set; }

        public decimal Nets => lines.Sum(line => line.Line.AmountOrZero("Amount"));

        // TaxInclusiveAmt is the gross amount; without it Amount itself is.
        public void TakeGross()
        {
            foreach (var (line, detail) in lines) detail["TaxInclusiveAmt"] ??= line["Amount"]!.DeepClone();
            Amount = lines.Sum(line => line.Detail.AmountOrZero("TaxInclusiveAmt"));
        }

        /// <summary>Net and tax of each rate, not rounded.</summary>
        public IEnumerable<(TaxRates.Rate Rate, decimal Net, decimal Tax)> Taxes(bool inclusive)
        {
            var net = (Amount - Discount) / (inclusive ? 1m + _percent / 100m : 1m);
            return rates.Select(rate => (rate, net, net * rate.Percent / 100m));
        }

        public void WriteNets()
        {
            foreach (var line in lines)
            {
                var net = line.Detail.AmountOrZero("TaxInclusiveAmt") / (1m + _percent / 100m);
                if (line.Line.AmountOrZero("Amount") is var sent && Math.Abs(sent - net) > 0.01m) Write(line, Json.Cents(net));
            }
        }

        public void Adjust(decimal cents)
        {
            if (cents != 0 && lines.Count > 0) Write(lines[^1], lines[^1].Line.AmountOrZero("Amount") + cents);
        }

        private static void Write(TaxedLine line, decimal net)
        {
            line.Line["Amount"] = Json.Number(net);
            if (line.Detail.Amount("UnitPrice") is not null && line.Detail.Amount("Qty") is { } quantity && quantity != 0)
                line.Detail["UnitPrice"] = Json.Number(Math.Round(net / quantity, 7, MidpointRounding.AwayFromZero));
        }
    }
}
