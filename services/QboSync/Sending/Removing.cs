using System.Text.Json.Nodes;
using QboSync.Storage;
using QboSync.Talking;

namespace QboSync.Sending;

/// <summary>How QuickBooks takes documents out of the books. No void is documented for a CreditMemo, a RefundReceipt or a Purchase.</summary>
public static class Removing
{
    /// <summary>The kind can stay in the books as voided; another one can only be deleted.</summary>
    public static bool CanVoid(DocumentKind kind) => kind is DocumentKind.SalesReceipt or DocumentKind.Invoice or DocumentKind.Payment;

    /// <summary>A document as a void leaves it: no amount, and the word in its note.</summary>
    public static bool IsVoided(JsonObject document) =>
        document.Amount("TotalAmt") == 0 && document.Text("PrivateNote")?.Contains("Voided", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Id and SyncToken and nothing else: a whole document sent back can be refused.</summary>
    internal static string Body(BookedDocument row, Removal how)
    {
        var body = new JsonObject { ["Id"] = row.ExternalId, ["SyncToken"] = row.SyncToken };
        if (how == Removal.Void && row.Kind != DocumentKind.Invoice) body["sparse"] = true;
        return body.ToJsonString();
    }
}
