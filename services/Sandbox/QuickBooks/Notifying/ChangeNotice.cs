using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Notifying;

/// <summary>One change of one entity, to be told.</summary>
internal sealed record ChangeNotice(string Realm, string Kind, string Id, string Operation, DateTimeOffset At)
{
    private static readonly HashSet<string> Told =
    [
        "Account", "Bill", "Class", "CreditMemo", "Customer", "Department", "Deposit", "Employee", "Estimate", "Invoice", "Item", "JournalEntry", "Payment", "PaymentMethod",
        "Preferences", "Purchase", "RefundReceipt", "SalesReceipt", "TaxAgency", "Term", "Vendor",
    ];

    /// <summary>What happened, or null where nobody is told: another kind of entity, or a figure that moves without a new SyncToken.</summary>
    public static ChangeNotice? Of(Company company, string kind, string id, JsonObject? before, JsonObject? after)
    {
        if (!Told.Contains(kind)) return null;
        var operation = (before, after) switch
        {
            (null, null) => null,
            (null, _) => "Create",
            (_, null) => "Delete",
            _ when before.Text("SyncToken") == after.Text("SyncToken") => null,
            _ when after.Text("PrivateNote")?.StartsWith("Voided", StringComparison.Ordinal) == true && after.AmountOrZero("TotalAmt") == 0 && before.AmountOrZero("TotalAmt") != 0 => "Void",
            _ when after.Text("EmailStatus") == "EmailSent" && after["DeliveryInfo"]?.ToJsonString() != before["DeliveryInfo"]?.ToJsonString() => "Emailed",
            _ => "Update",
        };
        return operation is null ? null : new ChangeNotice(company.Realm, kind, id, operation, company.Clock.Now.ToUniversalTime());
    }
}
