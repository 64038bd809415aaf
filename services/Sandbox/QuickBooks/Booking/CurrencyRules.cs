using Sandbox.QuickBooks.Faults;
using Sandbox.QuickBooks.Seeding;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Booking;

/// <summary>Currencies of a company and their rates; only with multicurrency on (5030 otherwise).</summary>
internal static class CurrencyRules
{
    public static void Complete(Write write)
    {
        if (!write.Company.MultiCurrency) throw new QuickBooksFault("5030", "Feature Not Supported Error", "Feature Not Supported Error : Multicurrency is not enabled for this company.");
        var document = write.Document;
        var property = write.Kind.Name == "CompanyCurrency" ? "Code" : "SourceCurrencyCode";
        var code = document.Text(property) is { Length: > 0 } given ? given : throw Refuse.Missing(property);
        if (!Currencies.Known(code)) throw Refuse.Currency(code);
        if (write.Kind.Name == "CompanyCurrency")
        {
            document["Name"] = Currencies.NameOf(code);
            document["Active"] = document.Flag("Active") ?? true;
            if (write.Company.Index("CompanyCurrency").Find("Code", code).Any(id => id != write.Id)) throw Refuse.DuplicateName("currency");
            return;
        }
        if (document.AmountOrZero("Rate") <= 0) throw Refuse.Missing("Rate");
        document["TargetCurrencyCode"] = write.Company.HomeCurrency;
        document["AsOfDate"] ??= write.Company.Clock.Today;
    }

    /// <summary>Home units for one unit of a currency on a day: the newest rate set by then, 1 where none was set.</summary>
    public static decimal RateOn(Company company, string code, string day) => code == company.HomeCurrency ? 1m : company.All("ExchangeRate")
        .Where(rate => rate.Text("SourceCurrencyCode") == code && string.CompareOrdinal(rate.Text("AsOfDate"), day) <= 0)
        .OrderByDescending(rate => rate.Text("AsOfDate"), StringComparer.Ordinal).Select(rate => rate.AmountOrZero("Rate")).FirstOrDefault(1m);
}
