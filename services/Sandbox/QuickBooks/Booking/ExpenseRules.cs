using System.Globalization;
using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Faults;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Booking;

/// <summary>Purchase (money spent at once) and Bill (money owed): the account it comes from, its lines and its tax.</summary>
internal static class ExpenseRules
{
    public static void Complete(Write write)
    {
        var document = write.Document;
        document["TxnDate"] ??= write.Company.Clock.Today;
        if (write.Kind.Name == "Purchase") PaidFrom(write);
        else Owed(write);
        Money.Currency(write);
        if (!document.Objects("Line").Any()) throw Refuse.Missing("Line");
        var tax = PurchaseTax.Compute(write, Lines(write));
        var total = document.Objects("Line").Sum(line => line.AmountOrZero("Amount")) + tax;
        if (total < 0) throw Refuse.Business("Transaction amount must be 0 or greater.");
        document["TotalAmt"] = Json.Number(total);
        if (write.Kind.Name == "Bill") document["Balance"] = Json.Number(total);
        Money.Home(write, total);
    }

    // Cash may come from a clearing account too (other current asset); a check needs a bank, a card its own account.
    private static void PaidFrom(Write write)
    {
        var document = write.Document;
        var type = document.Text("PaymentType") is { Length: > 0 } given ? given : throw Refuse.Missing("PaymentType");
        var id = document.RefId("AccountRef") ?? throw Refuse.Missing("AccountRef");
        string[] fitting = type switch { "CreditCard" => ["Credit Card"], "Check" => ["Bank"], _ => ["Bank", "Other Current Asset"] };
        Money.AccountOfType(write, id, "AccountRef", fitting);
        if (document.Is("Credit") && type != "CreditCard") throw Refuse.Business("Only a credit card expense can be a credit: Credit is allowed with PaymentType CreditCard.");
        if (document.Object("EntityRef") is { } entity && entity["type"] is null && Kind(write, entity.Text("value")!) is { } kind) entity["type"] = kind;
        if (type == "Check") document["PrintStatus"] ??= "NeedToPrint";
    }

    private static void Owed(Write write)
    {
        var document = write.Document;
        if (document.RefId("VendorRef") is not { } vendor) throw Refuse.Missing("VendorRef");
        document["DueDate"] ??= document.Text("TxnDate");
        if (document.Text("DocNumber") is not { Length: > 0 } number || number == write.Before?.Text("DocNumber") || write.Options.AllowDuplicateNumber || !write.Company.Switches.WarnOnDuplicateDocNumber) return;
        foreach (var id in write.Company.Index("Bill").Find("DocNumber", number))
            if (id != write.Id && write.Draft.Get("Bill", id)!.RefId("VendorRef") == vendor) throw Refuse.DuplicateNumber(number, "Bill", id, write.Company.Switches.FaultLanguage);
    }

    private static List<JsonObject> Lines(Write write)
    {
        var number = 0;
        foreach (var line in write.Document.Objects("Line"))
        {
            var type = line.Text("DetailType") ?? throw Refuse.Missing("Line.DetailType");
            var detail = line.Object(type) ?? throw Refuse.Missing($"Line.{type}");
            var amount = line.Amount("Amount") ?? throw Refuse.Missing("Line.Amount");
            if (type == "AccountBasedExpenseLineDetail")
            {
                if (detail.RefId("AccountRef") is null) throw Refuse.Missing("Line.AccountBasedExpenseLineDetail.AccountRef");
            }
            else
            {
                if (detail.RefId("ItemRef") is null) throw Refuse.Missing("Line.ItemBasedExpenseLineDetail.ItemRef");
                if (detail.Amount("Qty") is { } quantity && detail.Amount("UnitPrice") is { } price && amount != Json.Cents(quantity * price)) throw Refuse.AmountMismatch(amount);
            }
            line["Amount"] = Json.Number(Json.Cents(amount));
            line["Id"] = (++number).ToString(CultureInfo.InvariantCulture);
            line["LineNum"] = number;
            detail["BillableStatus"] ??= "NotBillable";
        }
        return [.. write.Document.Objects("Line")];
    }

    private static string? Kind(Write write, string id) => ((string[])["Vendor", "Customer", "Employee"]).FirstOrDefault(kind => write.Draft.Get(kind, id) is not null);
}
