using System.Text.Json.Nodes;

namespace Platform.Showing;

/// <summary>How the records of one kind stand in one target.</summary>
internal sealed record StandingLine(string Entity, string Target, int InShop, int Synced, int Skipped, int Failed, int Open, IReadOnlyList<(string Reason, int Count)> Reasons)
{
    public int Settled => Synced + Skipped + Failed;

    public int Missing => Math.Max(0, InShop - Settled - Open);

    public bool IsGood => Failed == 0 && Open == 0 && Missing == 0;

    /// <summary>From the shop's own state and the ledgers' counts.</summary>
    /// <param name="shop">What stands in the shop.</param>
    /// <param name="counts">How many records stand where.</param>
    /// <param name="accounts">The account that is connected now, by target; what was filed under another one does not count.</param>
    public static IReadOnlyList<StandingLine> Of(JsonObject shop, JsonArray counts, IReadOnlyDictionary<string, string> accounts)
    {
        var ids = shop["ids"]!.AsObject();
        int Shop(params string[] kinds) => kinds.Sum(kind => ids[kind]!.AsArray().Count);
        (string Entity, int Count)[] entities =
        [
            ("orders", Shop("orders")), ("products", Shop("products", "variations")), ("customers", Shop("customers")),
        ];
        return [.. from entity in entities from target in accounts select Line(entity.Entity, target.Key, target.Value, entity.Count, counts)];
    }

    private static StandingLine Line(string entity, string target, string account, int inShop, JsonArray counts)
    {
        var ours = counts.Where(count => (string?)count!["entity"] == entity && (string?)count["target"] == target && (string?)count["account"] == account)
            .Select(count => (State: (string)count!["state"]!, Code: (string?)count["code"], Count: (int)count["count"]!)).ToList();
        int In(params string[] states) => ours.Where(count => states.Contains(count.State)).Sum(count => count.Count);
        var reasons = ours.Where(count => count.State is not ("Synced" or "Pending" or "InProgress") && count.Code is not null)
            .GroupBy(count => $"{count.State}: {count.Code}").Select(group => (group.Key, group.Sum(count => count.Count))).ToList();
        return new(entity, target, inShop, In("Synced"), In("Skipped"), In("NeedsAttention", "Conflict"), In("Pending", "InProgress", "Retrying", "InDoubt"), reasons);
    }
}
