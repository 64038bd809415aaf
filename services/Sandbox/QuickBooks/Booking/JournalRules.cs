using System.Globalization;
using Sandbox.QuickBooks.Faults;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Booking;

/// <summary>Journal entries: debits equal credits, and receivables and payables name whose they are.</summary>
internal static class JournalRules
{
    public static void Complete(Write write)
    {
        var document = write.Document;
        document["TxnDate"] ??= write.Company.Clock.Today;
        document["Adjustment"] ??= false;
        Money.Currency(write);
        var (debit, credit, number) = (0m, 0m, -1);
        foreach (var line in document.Objects("Line"))
        {
            line["Id"] = (++number).ToString(CultureInfo.InvariantCulture);
            line["DetailType"] ??= "JournalEntryLineDetail";
            if (line.Text("DetailType") == "DescriptionOnly") continue;
            var detail = line.Object("JournalEntryLineDetail") ?? throw Refuse.Missing("Line.JournalEntryLineDetail");
            var amount = Json.Cents(line.Amount("Amount") ?? throw Refuse.Missing("Line.Amount"));
            if (amount < 0) throw Refuse.NegativeAmount();
            line["Amount"] = Json.Number(amount);
            Account(write, line);
            if (detail.Text("PostingType") is not { Length: > 0 } side) throw Refuse.Missing("Line.JournalEntryLineDetail.PostingType");
            if (side == "Debit") debit += amount;
            else credit += amount;
        }
        if (number < 0) throw Refuse.Missing("Line");
        if (debit != credit) throw Refuse.Business("Debits and credits must balance: the sum of all debit lines must equal the sum of all credit lines.");
        document["TxnTaxDetail"] ??= new System.Text.Json.Nodes.JsonObject();
        document["TotalAmt"] = Json.Number(debit);
        Money.Home(write, debit);
    }

    private static void Account(Write write, System.Text.Json.Nodes.JsonObject line)
    {
        var detail = line.Object("JournalEntryLineDetail")!;
        var id = detail.RefId("AccountRef") ?? throw Refuse.Missing("Line.JournalEntryLineDetail.AccountRef");
        var (needs, whose) = write.Draft.Get("Account", id)?.Text("AccountType") switch
        {
            "Accounts Receivable" => ("Customer", "a customer"),
            "Accounts Payable" => ("Vendor", "a vendor"),
            _ => (null, null),
        };
        var entity = detail.Object("Entity");
        if (needs is not null && (entity?.Text("Type") != needs || entity.RefId("EntityRef") is null))
            throw Refuse.Business($"When you use {(needs == "Customer" ? "Accounts Receivable" : "Accounts Payable")}, you must choose {whose} in the Name field.");
        if (entity is not null && entity.Text("Type") is { } type && entity.RefId("EntityRef") is { } holder && write.Draft.Get(type, holder) is null) throw Refuse.Reference("Names", holder, "EntityRef");
    }
}
