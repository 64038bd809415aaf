using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Shapes;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Booking;

/// <summary>
/// Where the company applies credits by itself (SalesFormsPrefs.AutoApplyCredit), a new credit memo pays the customer's open invoices and a new invoice uses
/// the open credits, oldest first, through a payment of nothing.
/// </summary>
internal static class AutoApplying
{
    public static void Apply(Write write)
    {
        if (!write.IsCreate || write.Kind.Name is not ("Invoice" or "CreditMemo") || !write.Company.Preference("SalesFormsPrefs").Is("AutoApplyCredit")) return;
        var other = write.Kind.Name == "Invoice" ? "CreditMemo" : "Invoice";
        var open = Json.Cents(write.Document.AmountOrZero("Balance"));
        var (customer, currency) = (write.Document.RefId("CustomerRef")!, write.Document.RefId("CurrencyRef"));
        var lines = new JsonArray();
        var applied = 0m;
        foreach (var id in write.Company.Index(other).Find("CustomerRef", customer))
        {
            var document = write.Draft.Get(other, id)!;
            var part = Math.Min(document.AmountOrZero("Balance"), open - applied);
            if (part <= 0 || document.RefId("CurrencyRef") != currency) continue;
            lines.Add((JsonNode)Line(other, id, part));
            applied += part;
        }
        if (applied == 0) return;
        lines.Add((JsonNode)Line(write.Kind.Name, write.Id, applied));
        var payment = new JsonObject { ["TotalAmt"] = 0, ["CustomerRef"] = Json.Ref(customer), ["TxnDate"] = write.Document.Text("TxnDate"), ["Line"] = lines, ["PrivateNote"] = "Created by QB Online to link credits to charges." };
        if (write.Company.MultiCurrency) payment["CurrencyRef"] = Json.Ref(currency!);
        Writer.Create(write.Draft, Catalog.Of("Payment"), payment, new WriteOptions());
    }

    private static JsonObject Line(string kind, string id, decimal amount) => new()
    {
        ["Amount"] = Json.Number(amount), ["LinkedTxn"] = new JsonArray(new JsonObject { ["TxnId"] = id, ["TxnType"] = kind }),
    };
}
