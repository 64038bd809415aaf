using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Faults;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Booking;

/// <summary>Tax of a sales form: the US kinds (automated, by code, off) here, the others in <see cref="ValueAddedTax"/>. Sets TxnTaxDetail and the lines' codes.</summary>
internal static class SalesTax
{
    public static decimal Compute(Write write, SalesLines lines)
    {
        if (!write.Company.IsUs) return ValueAddedTax.Compute(write, [.. lines.Priced.Select(line => new TaxedLine(line, line.Object("SalesItemLineDetail")!))], lines.Discount, isSale: true);
        var preferences = write.Company.Preference("TaxPrefs");
        var automated = preferences.Is("PartnerTaxEnabled");
        foreach (var detail in lines.Priced.Select(line => line.Object("SalesItemLineDetail")!))
        {
            if (detail.RefId("TaxCodeRef") is { } code && code is not ("TAX" or "NON")) throw Refuse.LineTaxCode(code);
            detail["TaxCodeRef"] ??= Json.Ref(automated ? "TAX" : "NON");
        }
        var taxable = Taxable(write, lines);
        if (!preferences.Is("UsingSalesTax") || taxable <= 0)
        {
            write.Document["TxnTaxDetail"] = new JsonObject { ["TotalTax"] = 0 };
            return 0m;
        }
        var (total, code2) = automated ? Automated(write, taxable) : ByCode(write, taxable);
        write.Document["TxnTaxDetail"] = Written(write, total, code2, taxable, automated);
        return total;
    }

    // A discount lowers what is taxed only where tax comes after it, and in proportion.
    private static decimal Taxable(Write write, SalesLines lines)
    {
        var taxable = lines.Priced.Where(line => line.Object("SalesItemLineDetail")!.RefId("TaxCodeRef") == "TAX").Sum(line => line.AmountOrZero("Amount"));
        if (!write.Document.Is("ApplyTaxAfterDiscount") || lines.SubTotal == 0) return taxable;
        var items = lines.Sold.Where(line => line.Object("SalesItemLineDetail")?.RefId("TaxCodeRef") == "TAX").Sum(line => line.AmountOrZero("Amount"));
        return taxable - Json.Cents(lines.DiscountAmount * items / lines.SubTotal);
    }

    // The engine replaces the code; a TotalTax that was sent is honoured. It computes again where lines are sent without it.
    private static (decimal Total, string? Code) Automated(Write write, decimal taxable)
    {
        var sent = write.Sent.Object("TxnTaxDetail") ?? (write.Sent["Line"] is null ? write.Document.Object("TxnTaxDetail") : null);
        return (Json.Cents(sent?.Amount("TotalTax") ?? taxable * write.Company.Switches.AutomatedTaxPercent / 100m), null);
    }

    private static (decimal Total, string? Code) ByCode(Write write, decimal taxable)
    {
        if (write.Document.Object("TxnTaxDetail") is not { } detail) return (0m, null);
        var code = detail.RefId("TxnTaxCodeRef") ?? CodeOfRate(write, detail) ?? write.Company.Preference("TaxPrefs").RefId("TaxGroupCodeRef");
        if (code is null) return (0m, null);
        if (detail.Amount("TotalTax") is { } total) return (Json.Cents(total), code);
        var lines = detail.Objects("TaxLine").Select(line => line.Amount("Amount")).OfType<decimal>().ToList();
        if (lines.Count > 0) return (Json.Cents(lines.Sum()), code);
        return (write.Company.Switches.TaxCodeAloneComputesTax ? Json.Cents(taxable * TaxRates.Of(write.Draft, code).Sum(rate => rate.Percent) / 100m) : 0m, code);
    }

    private static string? CodeOfRate(Write write, JsonObject detail)
    {
        var rates = detail.Objects("TaxLine").Select(line => line.Object("TaxLineDetail")?.RefId("TaxRateRef")).OfType<string>().ToHashSet();
        return rates.Count == 0 ? null : write.Company.All("TaxCode").FirstOrDefault(code => TaxRates.Of(write.Draft, code.Text("Id")!).Any(rate => rates.Contains(rate.Id)))?.Text("Id");
    }

    // The rates come from the code, whatever rate was sent; the total is shared out by them, the last one taking the cents left over.
    private static JsonObject Written(Write write, decimal total, string? code, decimal taxable, bool automated)
    {
        var written = new JsonObject { ["TotalTax"] = Json.Number(total) };
        if (code is not null) written["TxnTaxCodeRef"] = Json.Ref(code);
        var rates = automated ? [new TaxRates.Rate("3", taxable == 0 ? 0 : Math.Round(total * 100m / taxable, 4, MidpointRounding.AwayFromZero))] : code is null ? [] : TaxRates.Of(write.Draft, code);
        if (rates.Count == 0 || total == 0) return written;
        var lines = new JsonArray();
        var (left, all) = (total, rates.Sum(rate => rate.Percent));
        foreach (var (rate, index) in rates.Select((rate, index) => (rate, index)))
        {
            var amount = index == rates.Count - 1 || all == 0 ? left : Json.Cents(total * rate.Percent / all);
            left -= amount;
            lines.Add((JsonNode)TaxRates.Line(rate, amount, taxable));
        }
        written["TaxLine"] = lines;
        return written;
    }
}
