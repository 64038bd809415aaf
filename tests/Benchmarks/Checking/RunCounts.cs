using System.Globalization;
using System.Text.Json.Nodes;
using Benchmarks.Filling;
using Benchmarks.Following;

namespace Benchmarks.Checking;

/// <summary>Whether runs ended with the counts that the shop asks for.</summary>
internal static class RunCounts
{
    private static readonly string[] Targets = ["quickbooks", "supabase"];

    /// <summary>What is wrong with runs that had to sync everything; and when each target had its last record.</summary>
    public static async Task<(IReadOnlyList<string> Wrong, IReadOnlyDictionary<string, DateTimeOffset> Last)> OfFullAsync(SyncRuns runs, FilledShop shop)
    {
        var wrong = new List<string>();
        var last = new Dictionary<string, DateTimeOffset>();
        foreach (var entity in SyncRuns.Entities)
        {
            var page = await runs.PageAsync(entity);
            var (records, left) = (shop.Records(entity), shop.NotBooked(entity));
            Compare(wrong, entity, page, "Success", processed: 2 * records, created: 2 * records - left, skipped: left);
            var items = await runs.ItemsAsync(entity);
            foreach (var target in Targets)
            {
                var own = items.Where(item => (string)item["target"]! == target).ToList();
                var created = own.Count(item => (string?)item["outcome"] == "Created");
                var right = target == "quickbooks" ? records - left : records;
                if (own.Count != records || created != right)
                    wrong.Add($"{entity}, {target}: {own.Count} records, {created} created; right would be {records}, {right}. Others: {string.Join("; ", Others(own))}");
                if (own.Count == 0) continue;
                var at = own.Max(item => DateTimeOffset.Parse((string)item["settled_at"]!, CultureInfo.InvariantCulture));
                if (at > last.GetValueOrDefault(target)) last[target] = at;
            }
        }
        return (wrong, last);
    }

    /// <summary>What is wrong with runs that had nothing to do.</summary>
    public static async Task<IReadOnlyList<string>> OfNothingAsync(SyncRuns runs)
    {
        var wrong = new List<string>();
        foreach (var entity in SyncRuns.Entities) Compare(wrong, $"{entity}, again", await runs.PageAsync(entity), "Success", 0, 0, 0);
        return wrong;
    }

    private static void Compare(List<string> wrong, string what, JsonObject page, string status, int processed, int created, int skipped)
    {
        var found = ((string)page["status"]!, (int)page["records_processed"]!, (int)page["records_created"]!, (int)page["records_updated"]!, (int)page["records_skipped"]!, (int)page["records_failed"]!);
        var right = (status, processed, created, 0, skipped, 0);
        if (found != right) wrong.Add($"{what}: status, processed, created, updated, skipped, failed are {found}, right would be {right}. {page["errors"]?.ToJsonString()}");
    }

    private static IEnumerable<string> Others(IEnumerable<JsonObject> items) => items.Where(item => (string?)item["outcome"] != "Created")
        .GroupBy(item => $"{item["outcome"]} {item["code"]}").Select(group => $"{group.Count()} {group.Key} (such as {group.First()["entity_id"]}: {group.First()["message"]})");
}
