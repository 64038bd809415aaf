using System.Text.Json;
using Contracts;
using Webhooks.Tests.Driving;

namespace Webhooks.Tests.Runs;

/// <summary>What is told of runs, and how far they are.</summary>
internal static class Tidings
{
    public static readonly DateTimeOffset Noon = Bodies.Noon;

    public static readonly string[] Targets = ["quickbooks", "supabase"];

    public static RunStarted Started(Guid id, params string[] keys) => new()
    {
        SyncId = id, TenantId = "tenant-1", StoreId = Edge.StoreId, Trigger = "webhook", StartedAt = Noon,
        Records = [.. (keys is [] ? ["1042"] : keys).Select(key => new ExpectedRecord("orders", key, Noon, 1, Targets))],
    };

    /// <summary>A record of a run that reads the shop, as the relay announces it.</summary>
    public static RunStarted Page(Guid id, params string[] keys) => Started(id, keys) with { Open = true, Trigger = "api" };

    /// <summary>The end of the reading.</summary>
    public static RunRead Read(Guid id, int expected, string? target = null) => new()
    {
        SyncId = id, TenantId = "tenant-1", StoreId = Edge.StoreId, Trigger = "api", StartedAt = Noon, Expected = expected, Scope = new RunScope { Entity = "orders", Target = target, Mode = "full" },
    };

    public static RecordSettled Settled(Guid id, string target, RecordOutcome outcome, string key = "1042") => new()
    {
        SyncId = id, Target = target, Entity = "orders", Key = key, TenantId = "tenant-1", StoreId = Edge.StoreId, Modified = Noon, Seq = 1, Outcome = outcome, At = Noon.AddSeconds(2),
    };

    public static async Task<JsonElement> EndedAsync(Stage stage, Guid id)
    {
        await Until.TrueAsync(async () => await StatusAsync(stage, id) is not (null or "Running" or "Suspect"), $"run {id} ends");
        return await stage.Edge.GetAsync($"/api/sync/runs/{id}");
    }

    public static async Task<string?> StatusAsync(Stage stage, Guid id)
    {
        await using var runs = stage.Edge.Runs();
        return (await runs.Runs.FindAsync([id], TestContext.Current.CancellationToken))?.CurrentState;
    }

    /// <summary>The watch looks every few seconds; the test's clock goes there.</summary>
    public static Task SoonAsync(Stage stage, Func<Task<bool>> condition, string said = "the watch follows up") => Until.TrueAsync(async () =>
    {
        if (await condition()) return true;
        stage.Clock.Forward(TimeSpan.FromMilliseconds(500));
        return false;
    }, said);

    public static (int Processed, int Created, int Updated, int Skipped, int Failed) Counts(JsonElement run)
    {
        int Count(string what) => run.GetProperty($"records_{what}").GetInt32();
        return (Count("processed"), Count("created"), Count("updated"), Count("skipped"), Count("failed"));
    }
}
