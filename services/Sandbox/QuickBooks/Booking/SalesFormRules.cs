using System.Globalization;
using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Faults;
using Sandbox.QuickBooks.Seeding;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Booking;

/// <summary>Invoice, SalesReceipt, CreditMemo and RefundReceipt.</summary>
internal static class SalesFormRules
{
    public static void Complete(Write write)
    {
        var (document, kind) = (write.Document, write.Kind.Name);
        if (document["Line"] is not JsonArray { Count: > 0 }) throw Refuse.Missing("Line");
        if (kind is "Invoice" or "CreditMemo" or "Estimate" && document.RefId("CustomerRef") is null) throw Refuse.Missing("CustomerRef");
        document["TxnDate"] ??= write.Company.Clock.Today;
        Money.Currency(write);
        Account(write);
        var lines = SalesLines.Read(write);
        var tax = SalesTax.Compute(write, lines);
        document["Line"] = lines.Written(write);
        var total = lines.Net + tax;
        if (total < 0) throw Refuse.Business("Transaction amount must be 0 or greater.");
        document["TotalAmt"] = Json.Number(total);
        DocNumbers.Assign(write);
        Defaults(write);
        if (document.Text("EmailStatus") == "NeedToSend" && string.IsNullOrEmpty(document.Object("BillEmail")?.Text("Address")))
            throw Refuse.Business("A BillEmail address is required where EmailStatus is NeedToSend.");
        Balance(write, total);
        Money.Home(write, total);
    }

    private static void Account(Write write)
    {
        if (write.Kind.Name is "Invoice" or "CreditMemo" or "Estimate") return;
        if (write.Kind.Name == "SalesReceipt") write.Document["DepositToAccountRef"] ??= Json.Ref(Accounts.UndepositedFunds);
        Money.DepositAccount(write);
    }

    private static void Balance(Write write, decimal total)
    {
        var document = write.Document;
        switch (write.Kind.Name)
        {
            case "Invoice":
                document["Deposit"] ??= 0;
                document["Balance"] = Json.Number(total - document.AmountOrZero("Deposit") - Applying.Applied(write.Draft, "Invoice", document));
                break;
            case "CreditMemo":
                var remaining = Json.Number(total - Applying.Applied(write.Draft, "CreditMemo", document));
                document["RemainingCredit"] = remaining;
                document["Balance"] = remaining.DeepClone();
                break;
            case "Estimate":
                document["TxnStatus"] ??= "Pending";
                break;
            default:
                document["Balance"] = 0;
                break;
        }
    }

    private static void Defaults(Write write)
    {
        var (document, kind) = (write.Document, write.Kind.Name);
        document["ApplyTaxAfterDiscount"] ??= false;
        document["PrintStatus"] ??= "NeedToPrint";
        document["CustomField"] ??= new JsonArray();
        if (kind != "RefundReceipt") document["EmailStatus"] ??= "NotSet";
        if (kind == "RefundReceipt") document["PaymentRefNum"] ??= "To Print";
        if (kind is "Invoice") document["LinkedTxn"] ??= new JsonArray();
        if (write.Company.IsUs) document.Remove("GlobalTaxCalculation");
        if (write.IsCreate && document.RefId("CustomerRef") is { } id && write.Draft.Get("Customer", id) is { } customer && kind != "RefundReceipt")
            foreach (var address in (string[])["BillAddr", "ShipAddr"])
                if (document[address] is null && customer[address] is { } known) document[address] = known.DeepClone();
        if (kind == "Invoice") DueDate(write);
    }

    private static void DueDate(Write write)
    {
        var document = write.Document;
        if (document["DueDate"] is not null) return;
        var term = document.RefId("SalesTermRef") ?? write.Company.Preference("SalesFormsPrefs").RefId("DefaultTerms");
        var days = term is null ? 0m : write.Draft.Get("Term", term)?.AmountOrZero("DueDays") ?? 0m;
        document["DueDate"] = DateOnly.ParseExact(document.Text("TxnDate")!, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays((int)days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
