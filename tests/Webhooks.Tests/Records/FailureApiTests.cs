using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Webhooks.Tests.Driving;

namespace Webhooks.Tests.Records;

public class FailureApiTests
{
    private static readonly Guid Batch = new("0f8fad5b-d9cb-469f-a165-70867728950e");

    /// <summary>Plays the target services; keeps what they were asked.</summary>
    private static ConcurrentQueue<(string Path, JsonElement Body)> Listen(Stage stage, Func<string, object?> answer)
    {
        var asked = new ConcurrentQueue<(string, JsonElement)>();
        stage.Neighbours.Other = async http =>
        {
            var path = http.Request.Path.Value!;
            asked.Enqueue((path, http.Request.Method == "POST" ? await JsonSerializer.DeserializeAsync<JsonElement>(http.Request.Body) : default));
            return answer(path) is { } said ? Results.Json(said, Hosting.PlatformSetup.Json) : Results.NotFound();
        };
        return asked;
    }

    [Fact]
    public async Task A_filter_reaches_the_target_that_is_named_and_no_other()
    {
        await using var stage = await Stage.StartAsync();
        var asked = Listen(stage, _ => new[] { new { code = "closed_period", count = 3 } });
        var answer = await stage.Edge.GetAsync("/api/failures?target=quickbooks&entity=orders&code=closed_period&store_id=shop-1");
        Assert.Equal(3, Assert.Single(answer.GetProperty("failures").EnumerateArray()).GetProperty("count").GetInt32());
        var (path, body) = Assert.Single(asked);
        Assert.Equal("/internal/quickbooks/failures/find", path);
        Assert.Equal("""{"entity":"orders","code":"closed_period","store_id":"shop-1"}""", body.GetRawText());
        Assert.Equal(2, (await stage.Edge.GetAsync("/api/failures")).GetProperty("failures").GetArrayLength());
    }

    [Fact]
    public async Task Records_are_paged_with_what_comes_next()
    {
        await using var stage = await Stage.StartAsync();
        var asked = Listen(stage, _ => new { total = 7, records = new[] { new { key = "1" } } });
        var answer = await stage.Edge.GetAsync("/api/failures/supabase/records?code=away&offset=3&limit=3");
        Assert.Equal((7, 6), (answer.GetProperty("total").GetInt32(), answer.GetProperty("next_offset").GetInt32()));
        Assert.Equal("""{"code":"away","offset":3,"limit":3}""", JsonSerializer.Serialize(Assert.Single(asked).Body.EnumerateObject().Where(field => field.Value.ValueKind != JsonValueKind.Null).ToDictionary(field => field.Name, field => field.Value)));
        Assert.Equal(JsonValueKind.Null, (await stage.Edge.GetAsync("/api/failures/supabase/records?offset=6")).GetProperty("next_offset").ValueKind);
        Assert.Contains("xero", (await stage.Edge.GetAsync("/api/failures/xero/records", 404)).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task A_retry_is_one_batch_in_all_targets_and_its_progress_is_their_sum()
    {
        await using var stage = await Stage.StartAsync();
        var asked = Listen(stage, path => path.EndsWith("/retry", StringComparison.Ordinal)
            ? new { count = path.Contains("quickbooks", StringComparison.Ordinal) ? 30 : 0, remaining = 0, last_due_at = (string?)null }
            : path.StartsWith("/internal/quickbooks/failures/retries", StringComparison.Ordinal) && !path.Contains(Batch.ToString(), StringComparison.Ordinal)
                ? new { target = "quickbooks", count = 30, waiting = 10, synced = 15, skipped = 1, needs_attention = 2, conflict = 0, moved_on = 2 } : null);
        var retry = await stage.Edge.SendAsync("/api/failures/retry", """{"code":"closed_period"}""");
        Assert.Equal(30, retry.GetProperty("count").GetInt32());
        Assert.Equal([("quickbooks", 30), ("supabase", 0)], retry.GetProperty("retried").EnumerateArray().Select(one => (one.GetProperty("target").GetString()!, one.GetProperty("count").GetInt32())));
        var id = Assert.Single(asked.Select(one => one.Body.GetProperty("batch_id").GetGuid()).Distinct());
        Assert.Equal(id, retry.GetProperty("batch_id").GetGuid());

        var progress = await stage.Edge.GetAsync($"/api/failures/retries/{id}");
        Assert.Equal((30, 10, 18), (progress.GetProperty("count").GetInt32(), progress.GetProperty("waiting").GetInt32(), progress.GetProperty("settled").GetInt32()));
        Assert.Equal("quickbooks", Assert.Single(progress.GetProperty("targets").EnumerateArray()).GetProperty("target").GetString());
        Assert.Contains(Batch.ToString(), (await stage.Edge.GetAsync($"/api/failures/retries/{Batch}", 404)).GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("/api/failures?cod=x", "cod: there is no such parameter; there are target, entity, code, store_id")]
    [InlineData("/api/failures?target=xero", "target: must be one of quickbooks, supabase")]
    [InlineData("/api/failures?entity=coupons", "entity: must be")]
    [InlineData("/api/failures/quickbooks/records?limit=0", "limit: must be 1 to 200")]
    [InlineData("/api/failures/quickbooks/records?offset=-1", "offset: must not be negative")]
    [InlineData("/api/counts?store=x", "store: there is no such parameter; this address takes none")]
    [InlineData("/api/records/orders/1?target=quickbooks", "target: there is no such parameter; this address takes none")]
    public async Task A_parameter_that_cannot_be_is_400_by_name(string path, string detail)
    {
        await using var stage = await Stage.StartAsync();
        Assert.StartsWith(detail, (await stage.Edge.GetAsync(path, 400)).GetProperty("detail").GetString());
    }
}
