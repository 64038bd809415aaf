using System.Globalization;
using Sandbox.QuickBooks.Faults;
using Sandbox.QuickBooks.Seeding;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Booking;

/// <summary>Deposits: payments and receipts out of Undeposited Funds, and lines of their own such as a fee (negative).</summary>
internal static class DepositRules
{
    public static void Complete(Write write)
    {
        var deposit = write.Document;
        Money.DepositAccount(write);
        if (!deposit.Objects("Line").Any()) throw Refuse.Missing("Line");
        deposit["TxnDate"] ??= write.Company.Clock.Today;
        Money.Currency(write);
        var number = 0;
        var total = 0m;
        foreach (var line in deposit.Objects("Line"))
        {
            var amount = line.Amount("Amount") ?? throw Refuse.Missing("Line.Amount");
            if (line.Objects("LinkedTxn").Any()) Linked(write, Applying.Link(line));
            else if (line.Object("DepositLineDetail")?.RefId("AccountRef") is null) throw Refuse.Missing("Line.DepositLineDetail.AccountRef");
            total += Json.Cents(amount);
            line["Amount"] = Json.Number(Json.Cents(amount));
            line["Id"] = (++number).ToString(CultureInfo.InvariantCulture);
            line["LineNum"] = number;
            line["DetailType"] = "DepositLineDetail";
            line["DepositLineDetail"] ??= new System.Text.Json.Nodes.JsonObject();
        }
        total -= deposit.Object("CashBack")?.AmountOrZero("Amount") ?? 0m;
        if (total < 0) throw Refuse.Business("Transaction amount must be 0 or greater.");
        deposit["TotalAmt"] = Json.Number(total);
        Money.Home(write, total);
    }

    private static void Linked(Write write, (string Kind, string Id, decimal Amount) link)
    {
        if (link.Kind is not ("Payment" or "SalesReceipt" or "RefundReceipt") || write.Draft.Get(link.Kind, link.Id) is not { } linked)
            throw Refuse.CannotLink(link.Kind, link.Id);
        if (linked.RefId("DepositToAccountRef") != Accounts.UndepositedFunds) throw Refuse.Business($"{link.Kind} {link.Id} isn't in Undeposited Funds.");
        if (linked.Objects("LinkedTxn").Any(other => other.Text("TxnType") == "Deposit" && other.Text("TxnId") != write.Id)) throw Refuse.Deposited();
        var worth = linked.AmountOrZero("TotalAmt") * (link.Kind == "RefundReceipt" ? -1 : 1);
        if (link.Amount != worth) throw Refuse.Business(string.Create(CultureInfo.InvariantCulture, $"The amount of the line must be that of {link.Kind} {link.Id}: {worth}."));
    }
}
