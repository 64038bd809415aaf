using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Booking;

/// <summary>A deposit marks what it holds (6540 from then on) and lets go of what it no longer holds.</summary>
internal static class Depositing
{
    public static void Move(Draft draft, JsonObject? before, JsonObject? after)
    {
        var deposit = (after ?? before)!.Text("Id")!;
        var (was, now) = (Held(before), Held(after));
        foreach (var (kind, id) in was.Except(now).Union(now.Except(was)))
        {
            if (draft.Touch(kind, id) is not { } document) continue;
            var links = new JsonArray([.. document.Objects("LinkedTxn").Where(link => (link.Text("TxnType"), link.Text("TxnId")) != ("Deposit", deposit)).Select(link => (JsonNode)link.Copy())]);
            if (now.Contains((kind, id))) links.Add((JsonNode)new JsonObject { ["TxnId"] = deposit, ["TxnType"] = "Deposit" });
            document["LinkedTxn"] = links;
        }
    }

    private static HashSet<(string Kind, string Id)> Held(JsonObject? deposit) =>
        [.. (deposit?.Objects("Line") ?? []).Where(line => line.Objects("LinkedTxn").Any()).Select(Applying.Link).Select(link => (link.Kind, link.Id))];
}
