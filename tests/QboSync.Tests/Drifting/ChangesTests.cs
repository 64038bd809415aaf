using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using QboSync.Talking;
using QboSync.Tests.Kit;

namespace QboSync.Tests.Drifting;

/// <summary>A full answer of change data capture loses nothing, in whatever order QuickBooks fills it.</summary>
public sealed class ChangesTests : BookingTest
{
    private static readonly DateTimeOffset Since = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task More_changes_than_one_answer_holds_are_all_found()
    {
        var company = (await StartAsync()).Company();
        // 1,200 customers were changed and 1,500 invoices deleted; an answer holds a thousand, the latest of deleted ones are cut off.
        var customers = Enumerable.Range(1, 1200).Select(id => Entity(id, id)).ToList();
        var deleted = Enumerable.Range(1, 1500).Select(id => Gone(id, id)).ToList();
        for (var i = 0; i < 20; i++) Books.Next(new Mishap(request => request.Method == "GET", (http, _) => AnswerAsync(http, customers, deleted)));

        var changes = await company.ChangesAsync(["Customer", "Invoice"], Since, default);
        Books.ForgetMishaps();

        Assert.Equal(1200, changes.Where(change => change.Entity == "Customer").Select(change => change.Body.Id()).Distinct().Count());
        Assert.Equal(1500, changes.Where(change => change is { Entity: "Invoice", IsDeleted: true }).Select(change => change.Body.Id()).Distinct().Count());
        Assert.True(Books.Calls.Count < 12, $"{Books.Calls.Count} calls");
    }

    private static Task AnswerAsync(HttpContext http, List<JsonObject> customers, List<JsonObject> deleted)
    {
        if (http.Request.Path.Value!.EndsWith("/query", StringComparison.Ordinal))
        {
            var words = http.Request.Query["query"].ToString().Split(' ');
            var start = int.Parse(words[System.Array.IndexOf(words, "startposition") + 1], CultureInfo.InvariantCulture);
            var all = words.Contains("Customer") ? customers : [];
            return http.Response.WriteAsJsonAsync(new JsonObject { ["QueryResponse"] = new JsonObject { ["Customer"] = Rows(all.Skip(start - 1).Take(1000)) } });
        }
        var since = DateTimeOffset.Parse(http.Request.Query["changedSince"].ToString().Replace(' ', '+'), CultureInfo.InvariantCulture);
        var left = 1000;
        var parts = new JsonArray();
        foreach (var (name, rows) in new[] { ("Customer", customers), ("Invoice", deleted) })
        {
            if (!http.Request.Query["entities"].ToString().Split(',').Contains(name)) continue;
            var some = rows.Where(row => new Change(name, row).At >= since).Take(left).ToList();
            left -= some.Count;
            parts.Add((JsonNode)new JsonObject { [name] = Rows(some) });
        }
        return http.Response.WriteAsJsonAsync(new JsonObject { ["CDCResponse"] = new JsonArray(new JsonObject { ["QueryResponse"] = parts }) });
    }

    private static JsonArray Rows(IEnumerable<JsonObject> rows) => [.. rows.Select(row => (JsonNode)row.DeepClone())];

    private static JsonObject Entity(int id, int second) => new() { ["Id"] = $"{id}", ["SyncToken"] = "1", ["MetaData"] = Time(second) };

    private static JsonObject Gone(int id, int second) => new() { ["Id"] = $"{id}", ["status"] = "Deleted", ["MetaData"] = Time(second) };

    private static JsonObject Time(int second) => new() { ["LastUpdatedTime"] = Since.AddSeconds(second).ToString("O", CultureInfo.InvariantCulture) };
}
