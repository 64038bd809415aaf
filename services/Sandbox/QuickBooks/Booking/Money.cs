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
        if (document.RefId("CustomerRef") is { } customer && write.Draft.Get("Customer", customer)?.RefId("CurrencyRef") is { } theirs && theirs != currency)
            throw Refuse.Business($"The currency of the transaction ({currency}) differs from the currency of the customer ({theirs}).");
        document["ExchangeRate"] ??= Json.Number(CurrencyRules.RateOn(company, currency, document.Text("TxnDate")!));
        if (document.AmountOrZero("ExchangeRate") <= 0) throw Refuse.InvalidAmount("ExchangeRate", document.AmountOrZero("ExchangeRate"));
    }

    /// <summary>The totals in home currency; only shown with multicurrency on.</summary>
    public static void Home(Write write, decimal total)
    {
        if (!write.Company.MultiCurrency) return;
        var rate = write.Document.AmountOrZero("ExchangeRate");
        write.Document["HomeTotalAmt"] = Json.Number(Json.Cents(total * rate));
        if (write.Kind.Name == "Invoice") write.Document["HomeBalance"] = Json.Number(Json.Cents(write.Document.AmountOrZero("Balance") * rate));
    }

    /// <summary>DepositToAccountRef must be there and be a bank or other current asset account (6430).</summary>
    public static void DepositAccount(Write write)
    {
        var id = write.Document.RefId("DepositToAccountRef") ?? throw Refuse.Missing("DepositToAccountRef");
        var account = write.Draft.Get("Account", id) ?? throw Refuse.Reference("Accounts", id, "DepositToAccountRef");
        if (account.Text("AccountType") is not ("Bank" or "Other Current Asset"))
            throw new QuickBooksFault("6430", "Invalid account type", $"Invalid account type used : DepositToAccountRef points to \"{account.Text("Name")}\", which is of type {account.Text("AccountType")}.", "DepositToAccountRef");
    }
}
