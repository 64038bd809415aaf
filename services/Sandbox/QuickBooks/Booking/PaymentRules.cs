using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Faults;
using Sandbox.QuickBooks.Seeding;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Booking;

/// <summary>Payments: what they pay must be open, of the same customer and currency, and not more than there is.</summary>
internal static class PaymentRules
{
    public static void Complete(Write write)
    {
        var payment = write.Document;
        if (payment.Amount("TotalAmt") is not { } total) throw Refuse.Business("You must set a transaction amount.");
        if (total < 0) throw Refuse.Business("Transaction amount must be 0 or greater.");
        if (payment.RefId("CustomerRef") is not { } customer) throw Refuse.Missing("CustomerRef");
        payment["TotalAmt"] = Json.Number(Json.Cents(total));
        payment["TxnDate"] ??= write.Company.Clock.Today;
        payment["DepositToAccountRef"] ??= Json.Ref(Accounts.UndepositedFunds);
        payment["ProcessPayment"] ??= false;
        payment["Line"] ??= new JsonArray();
        Money.Currency(write);
        Money.DepositAccount(write);
        var (invoices, credits) = (0m, 0m);
        foreach (var line in payment.Objects("Line"))
        {
            var (kind, id, amount) = Applying.Link(line);
            Open(write, kind, id, customer, amount);
            if (kind == "Invoice") invoices += amount;
            else credits += amount;
        }
        if (credits > invoices) throw Refuse.Business("You can't use more credit than the invoices that it pays.");
        var unapplied = Json.Cents(total) + credits - invoices;
        if (unapplied < 0) throw Refuse.Business("You can't apply more than the amount received plus the credits used.");
        payment["UnappliedAmt"] = Json.Number(unapplied);
        Money.Home(write, Json.Cents(total));
    }

    private static void Open(Write write, string kind, string id, string customer, decimal amount)
    {
        if (kind is not ("Invoice" or "CreditMemo")) throw Refuse.CannotLink(kind, id);
        if (write.Draft.Get(kind, id) is not { } linked)
            throw write.Company.Row("deleted", $"{kind}:{id}") is not null ? Refuse.Deleted() : Refuse.CannotLink(kind, id);
        if (linked.RefId("CustomerRef") != customer) throw Refuse.Business($"{kind} {id} belongs to another customer than the payment.");
        if (linked.RefId("CurrencyRef") != write.Document.RefId("CurrencyRef")) throw Refuse.Business($"{kind} {id} is in another currency than the payment.");
        if (amount <= 0) throw Refuse.InvalidAmount("Line.Amount", amount);
        var earlier = write.Before is null ? 0m : Applying.Links(write.Before).GetValueOrDefault((kind, id));
        var open = linked.AmountOrZero("Balance") + earlier;
        if (Applying.Links(write.Document).GetValueOrDefault((kind, id)) > open) throw Refuse.Business($"You can't apply more than the open balance of {kind} {id}.");
    }
}
