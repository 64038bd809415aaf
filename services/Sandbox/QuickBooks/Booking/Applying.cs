using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Faults;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Booking;

/// <summary>What payments do to invoices and credit memos: their balances and links follow.</summary>
internal static class Applying
{
    /// <summary>What one line of a payment pays.</summary>
    public static (string Kind, string Id, decimal Amount) Link(JsonObject line)
    {
        var link = line.Objects("LinkedTxn").FirstOrDefault() ?? throw Refuse.Missing("Line.LinkedTxn");
        var kind = link.Text("TxnType") ?? throw Refuse.Missing("Line.LinkedTxn.TxnType");
        var id = link.Text("TxnId") ?? throw Refuse.Missing("Line.LinkedTxn.TxnId");
        return (kind, id, line.Amount("Amount") ?? throw Refuse.Missing("Line.Amount"));
    }

    /// <summary>What a payment pays in all, by document.</summary>
    public static Dictionary<(string Kind, string Id), decimal> Links(JsonObject payment) =>
        payment.Objects("Line").Select(Link).GroupBy(link => (link.Kind, link.Id)).ToDictionary(group => group.Key, group => group.Sum(link => link.Amount));

    /// <summary>What payments have applied to an invoice, or used of a credit memo.</summary>
    public static decimal Applied(Draft draft, string kind, JsonObject document) => PaymentsOf(draft, document)
        .Sum(payment => Links(payment).GetValueOrDefault((kind, document.Text("Id")!)));

    /// <summary>A payment came, changed or went.</summary>
    public static void Move(Draft draft, JsonObject? before, JsonObject? after)
    {
        var (was, now) = (before is null ? [] : Links(before), after is null ? [] : Links(after));
        var payment = (after ?? before)!.Text("Id")!;
        foreach (var (kind, id) in was.Keys.Union(now.Keys))
        {
            var change = was.GetValueOrDefault((kind, id)) - now.GetValueOrDefault((kind, id));
            if ((change == 0 && before is not null && after is not null) || draft.Touch(kind, id) is not { } document) continue;
            Set(draft, kind, document, document.AmountOrZero("Balance") + change);
            var links = new JsonArray([.. document.Objects("LinkedTxn").Where(link => (link.Text("TxnType"), link.Text("TxnId")) != ("Payment", payment)).Select(link => (JsonNode)link.Copy())]);
            if (now.ContainsKey((kind, id))) links.Add((JsonNode)new JsonObject { ["TxnId"] = payment, ["TxnType"] = "Payment" });
            document["LinkedTxn"] = links;
        }
    }

    /// <summary>An invoice or credit memo shrank or went: what payments had applied beyond it becomes unapplied again.</summary>
    public static void Cut(Draft draft, string kind, JsonObject? before, JsonObject? after)
    {
        if (before is null) return;
        var id = before.Text("Id")!;
        var voided = after is not null && after["LinkedTxn"] is JsonArray { Count: 0 } && before.Objects("LinkedTxn").Any();
        var excess = after is null || voided ? decimal.MaxValue : -after.AmountOrZero("Balance");
        if (excess <= 0) return;
        foreach (var payment in PaymentsOf(draft, before).Reverse().ToList())
        {
            if (excess <= 0) break;
            var applied = Links(payment).GetValueOrDefault((kind, id));
            var cut = Math.Min(applied, excess);
            Shrink(draft, payment.Text("Id")!, kind, id, applied - cut, cut);
            if (excess != decimal.MaxValue) excess -= cut;
        }
        if (after is not null && !voided) Fill(kind, after, 0m);
    }

    private static void Shrink(Draft draft, string payment, string kind, string id, decimal remains, decimal cut)
    {
        var document = draft.Touch("Payment", payment)!;
        var before = document.Copy();
        var lines = new JsonArray();
        foreach (var line in document.Objects("Line").Select(line => line.Copy()))
        {
            var link = Link(line);
            if ((link.Kind, link.Id) != (kind, id)) lines.Add((JsonNode)line);
            else if (remains > 0)
            {
                line["Amount"] = Json.Number(remains);
                lines.Add((JsonNode)line);
                remains = 0;
            }
        }
        document["Line"] = lines;
        // A credit no longer used lowers what is left over, an invoice no longer paid raises it.
        document["UnappliedAmt"] = Json.Number(Math.Max(0m, document.AmountOrZero("UnappliedAmt") + (kind == "Invoice" ? cut : -cut)));
        CustomerBalance.Move(draft, "Payment", before, document);
    }

    private static IEnumerable<JsonObject> PaymentsOf(Draft draft, JsonObject document) => document.Objects("LinkedTxn")
        .Where(link => link.Text("TxnType") == "Payment").Select(link => draft.Get("Payment", link.Text("TxnId")!)).OfType<JsonObject>();

    private static void Set(Draft draft, string kind, JsonObject document, decimal balance)
    {
        var before = document.Copy();
        Fill(kind, document, balance);
        CustomerBalance.Move(draft, kind, before, document);
    }

    private static void Fill(string kind, JsonObject document, decimal balance)
    {
        document["Balance"] = Json.Number(balance);
        if (kind == "CreditMemo") document["RemainingCredit"] = Json.Number(balance);
        if (document["HomeBalance"] is not null) document["HomeBalance"] = Json.Number(Json.Cents(balance * document.AmountOrZero("ExchangeRate")));
    }
}
