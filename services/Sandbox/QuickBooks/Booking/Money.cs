using Sandbox.QuickBooks.Faults;
using Sandbox.QuickBooks.Seeding;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Booking;

/// <summary>Currency, exchange rate and the account that money goes to.</summary>
internal static class Money
{
    public static void Currency(Write write)
    {
        var (document, company) = (write.Document, write.Company);
        if (document.RefId("CurrencyRef") is { } sent && !Currencies.Known(sent)) throw Refuse.Currency(sent);
        if (!company.MultiCurrency)
        {
            if (document.RefId("CurrencyRef") is { } foreign && foreign != company.HomeCurrency) throw Refuse.Business("Multi Currency should be enabled to perform this operation.");
            document["CurrencyRef"] = Json.Ref(company.HomeCurrency);
            document.Remove("ExchangeRate");
            return;
        }
        var currency = document.RefId("CurrencyRef") ?? throw Refuse.Missing("CurrencyRef");
        foreach (var (property, kind, word) in (IEnumerable<(string, string, string)>)[("CustomerRef", "Customer", "customer"), ("VendorRef", "Vendor", "vendor")])
            if (document.RefId(property) is { } holder && write.Draft.Get(kind, holder)?.RefId("CurrencyRef") is { } theirs && theirs != currency)
                throw Refuse.Business($"The currency of the transaction ({currency}) differs from the currency of the {word} ({theirs}).");
        if (currency == company.HomeCurrency) document["ExchangeRate"] = 1;
        else if (company.Switches.IgnoresSentExchangeRate && write.IsCreate) document.Remove("ExchangeRate");
        document["ExchangeRate"] ??= Json.Number(CurrencyRules.RateOn(company, currency, document.Text("TxnDate")!));
        if (document.AmountOrZero("ExchangeRate") <= 0) throw Refuse.InvalidAmount("ExchangeRate", document.AmountOrZero("ExchangeRate"));
    }

    /// <summary>The totals in home currency; only shown with multicurrency on.</summary>
    public static void Home(Write write, decimal total)
    {
        if (!write.Company.MultiCurrency) return;
        var rate = write.Document.AmountOrZero("ExchangeRate");
        write.Document["HomeTotalAmt"] = Json.Number(Json.Cents(total * rate));
        if (write.Kind.Name is "Invoice" or "Bill") write.Document["HomeBalance"] = Json.Number(Json.Cents(write.Document.AmountOrZero("Balance") * rate));
    }

    /// <summary>DepositToAccountRef must be there and be a bank or other current asset account (6430).</summary>
    public static void DepositAccount(Write write)
    {
        var id = write.Document.RefId("DepositToAccountRef") ?? throw Refuse.Missing("DepositToAccountRef");
        AccountOfType(write, id, "DepositToAccountRef", "Bank", "Other Current Asset");
        if (!write.Company.MultiCurrency) return;
        var (currency, held) = (write.Document.RefId("CurrencyRef"), write.Draft.Get("Account", id)!.RefId("CurrencyRef"));
        if (held is not null && held != write.Company.HomeCurrency && held != currency) throw Refuse.Business($"The deposit account is in {held}, the transaction in {currency}: choose an account in {currency} or {write.Company.HomeCurrency}.");
    }

    /// <summary>The account must be there (2500) and be of one of the types (6430).</summary>
    public static void AccountOfType(Write write, string id, string element, params string[] types)
    {
        var account = write.Draft.Get("Account", id) ?? throw Refuse.Reference("Accounts", id, element);
        if (!types.Contains(account.Text("AccountType"))) throw Refuse.AccountType(element, account.Text("Name"), account.Text("AccountType"));
    }
}
