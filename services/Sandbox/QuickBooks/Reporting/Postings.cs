using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Booking;
using Sandbox.QuickBooks.Seeding;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Reporting;

/// <summary>
/// The postings of a transaction, which always add up to nothing. Inventory is not valued here: sales of inventory items post no cost, and inventory
/// adjustments and estimates post nothing.
/// </summary>
internal static class Postings
{
    /// <summary>The kinds that post.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["Invoice", "SalesReceipt", "CreditMemo", "RefundReceipt", "Payment", "Deposit", "Purchase", "Bill", "JournalEntry"];

    public static IEnumerable<Posting> Of(Company company, string kind, JsonObject document)
    {
        var rate = company.MultiCurrency ? document.Amount("ExchangeRate") ?? 1m : 1m;
        return Foreign(company, kind, document).Select(posting => posting with { Amount = Json.Cents(posting.Amount * rate) });
    }

    private static IEnumerable<Posting> Foreign(Company company, string kind, JsonObject document) => kind switch
    {
        "Invoice" or "SalesReceipt" => Sale(company, document, 1),
        "CreditMemo" or "RefundReceipt" => Sale(company, document, -1),
        "Payment" => [new(document.RefId("DepositToAccountRef")!, document.AmountOrZero("TotalAmt")), new(Accounts.Receivable, -document.AmountOrZero("TotalAmt"))],
        "Deposit" => Deposit(document),
        "Purchase" => Spent(company, document, document.RefId("AccountRef")!, document.Is("Credit") ? -1 : 1),
        "Bill" => Spent(company, document, document.RefId("APAccountRef") ?? Accounts.Payable, 1),
        "JournalEntry" => document.Objects("Line").Where(line => line["JournalEntryLineDetail"] is not null).Select(line => new Posting(
            line.Object("JournalEntryLineDetail")!.RefId("AccountRef")!, line.AmountOrZero("Amount") * (line.Object("JournalEntryLineDetail")!.Text("PostingType") == "Debit" ? 1 : -1))),
        _ => [],
    };

    private static IEnumerable<Posting> Sale(Company company, JsonObject document, int sign)
    {
        yield return new(document.RefId("DepositToAccountRef") is { } account && document["RemainingCredit"] is null && document["DueDate"] is null ? account : Accounts.Receivable, sign * document.AmountOrZero("TotalAmt"));
        foreach (var line in SalesLines.Leaves(document))
        {
            if (line.Object("SalesItemLineDetail")?.RefId("ItemRef") is { } item) yield return new(Income(company, item), -sign * line.AmountOrZero("Amount"));
            else if (line.Object("DiscountLineDetail") is { } discount) yield return new(discount.RefId("DiscountAccountRef") ?? Accounts.Discounts, sign * line.AmountOrZero("Amount"));
        }
        if (Tax(document) is var tax && tax != 0) yield return new(Accounts.SalesTax, -sign * tax);
    }

    private static IEnumerable<Posting> Deposit(JsonObject document)
    {
        yield return new(document.RefId("DepositToAccountRef")!, document.AmountOrZero("TotalAmt"));
        foreach (var line in document.Objects("Line"))
            yield return new(line.Objects("LinkedTxn").Any() ? Accounts.UndepositedFunds : line.Object("DepositLineDetail")!.RefId("AccountRef")!, -line.AmountOrZero("Amount"));
        if (document.Object("CashBack") is { } back && back.RefId("AccountRef") is { } account) yield return new(account, back.AmountOrZero("Amount"));
    }

    private static IEnumerable<Posting> Spent(Company company, JsonObject document, string from, int sign)
    {
        yield return new(from, -sign * document.AmountOrZero("TotalAmt"));
        foreach (var line in document.Objects("Line"))
        {
            var account = line.Object("AccountBasedExpenseLineDetail")?.RefId("AccountRef")
                ?? (line.Object("ItemBasedExpenseLineDetail")?.RefId("ItemRef") is { } item ? company.Get("Item", item)?.RefId("ExpenseAccountRef") : null) ?? Accounts.Uncategorized;
            yield return new(account, sign * line.AmountOrZero("Amount"));
        }
        if (Tax(document) is var tax && tax != 0) yield return new(Accounts.SalesTax, sign * tax);
    }

    private static string Income(Company company, string item) =>
        item == BuiltIn.Shipping ? Accounts.Shipping : company.Get("Item", item)?.RefId("IncomeAccountRef") ?? Accounts.Uncategorized;

    private static decimal Tax(JsonObject document) => document.Object("TxnTaxDetail")?.AmountOrZero("TotalTax") ?? 0m;
}
