using Contracts;
using Webhooks.Runs;
using Webhooks.Tests.Driving;
using static Webhooks.Tests.Runs.Tidings;

namespace Webhooks.Tests.Runs;

/// <summary>A run does not wait for ever for what is tried in vain, and never gives up what only waits for its turn.</summary>
public class PatienceTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static TheoryData<double?, double, double?, bool> Waits => new()
    {
        // held since, run began, run was resumed (hours ago); given up
        { 1.1, 2, null, true },
        { 0.9, 2, null, false },
        { null, 20, null, false }, // it waits for its turn, however long
        { 5, 0.5, null, false }, // another run's vain tries: this one has not waited long
        { 5, 6, 0.5, false }, // resumed half an hour ago
        { 5, 6, 1.5, true },
    };

    [Theory, MemberData(nameof(Waits))]
    public void It_is_decided_by_what_holds_the_record(double? held, double began, double? resumed, bool givenUp)
    {
        var run = new Run { CorrelationId = Guid.NewGuid(), TenantId = "tenant-1", StoreId = "shop-1", StartedAt = Noon.AddHours(-began), ChangedAt = resumed is { } ago ? Noon.AddHours(-ago) : null };
        var standing = new RecordStanding
        {
            Entity = "orders", Key = "7", Modified = Noon.AddDays(-1), Seq = 3, State = "Retrying", Code = "shop_away", Message = "It does not answer.", HeldSince = held is { } hours ? Noon.AddHours(-hours) : null,
        };
        var outcome = Patience.Outcome(standing, run, "quickbooks", Hour, Noon);
        Assert.Equal(givenUp, outcome is not null);
        if (!givenUp) return;
        Assert.Equal((run.CorrelationId, "quickbooks", "orders", "7", 3L, RecordOutcome.Failed, "shop_away"), (outcome!.SyncId, outcome.Target, outcome.Entity, outcome.Key, outcome.Seq, outcome.Outcome, outcome.Code));
        Assert.StartsWith("It does not answer.", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_tried_in_vain_ends_as_failed_in_the_run_and_its_later_success_changes_nothing()
    {
        await using var stage = await Stage.StartAsync(settings: ["--Runs:SuspectAfterSeconds", "60", "--Runs:MaxWaitMinutes", "30"]);
        var id = Guid.NewGuid();
        await stage.Edge.PublishAsync(Started(id, "1", "2") with { StartedAt = stage.Clock.GetUtcNow() });
        foreach (var (target, key) in (IEnumerable<(string, string)>)[("supabase", "1"), ("supabase", "2"), ("quickbooks", "1")]) await stage.Edge.PublishAsync(Settled(id, target, RecordOutcome.Created, key));
        await Until.TrueAsync(async () => await StatusAsync(stage, id) is not null && (await stage.Edge.GetAsync($"/api/sync/runs/{id}")).GetProperty("records_created").GetInt32() == 3);
        var since = stage.Clock.GetUtcNow();
        var asked = 0;
        stage.Neighbours.Standing = (target, body) =>
        {
            asked++;
            return [new RecordStanding { Entity = "orders", Key = "2", Modified = Noon, Seq = 1, State = "Retrying", HeldSince = since, Code = "away", Message = "QuickBooks does not answer." }];
        };
        stage.Clock.Forward(TimeSpan.FromMinutes(29));
        await SoonAsync(stage, async () => await StatusAsync(stage, id) == "Suspect");
        Assert.True(asked > 0);
        stage.Clock.Forward(TimeSpan.FromMinutes(2));
        await SoonAsync(stage, async () => await StatusAsync(stage, id) == "PartialSuccess");
        await stage.Edge.PublishAsync(Settled(id, "quickbooks", RecordOutcome.Created, "2"));
        var error = Assert.Single((await stage.Edge.GetAsync($"/api/sync/runs/{id}")).GetProperty("errors").EnumerateArray());
        Assert.Equal(("2", "away", "quickbooks"), (error.GetProperty("entity_id").GetString(), error.GetProperty("code").GetString(), error.GetProperty("target").GetString()));
        Assert.StartsWith("QuickBooks does not answer.", error.GetProperty("error_message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_large_run_is_asked_for_page_by_page()
    {
        await using var stage = await Stage.StartAsync(settings: ["--Runs:SuspectAfterSeconds", "60"]);
        var id = Guid.NewGuid();
        const int Records = 1201;
        await stage.Edge.PublishAsync(Started(id, [.. Enumerable.Range(1, Records).Select(key => $"{key}")]) with { StartedAt = stage.Clock.GetUtcNow() });
        await Until.TrueAsync(async () => await StatusAsync(stage, id) == "Running");
        var sizes = new System.Collections.Concurrent.ConcurrentQueue<int>();
        stage.Neighbours.Settled = (target, body) =>
        {
            sizes.Enqueue(body.GetProperty("records").GetArrayLength());
            return [.. body.GetProperty("records").EnumerateArray().Select(record => Settled(id, target, RecordOutcome.Updated, record.GetProperty("key").GetString()!))];
        };
        stage.Clock.Forward(TimeSpan.FromSeconds(61));
        await SoonAsync(stage, async () => await StatusAsync(stage, id) == "Success");
        Assert.Equal((2 * Records, 0, 2 * Records, 0, 0), Counts(await EndedAsync(stage, id)));
        Assert.Equal([500, 500, 201, 500, 500, 201], sizes.Take(6));
    }
}
