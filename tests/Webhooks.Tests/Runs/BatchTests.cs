using Contracts;
using Microsoft.EntityFrameworkCore;
using Webhooks.Journal;
using Webhooks.Tests.Driving;
using static Webhooks.Tests.Runs.Tidings;

namespace Webhooks.Tests.Runs;

/// <summary>Announcements and outcomes come in batches; whatever is repeated, and whoever else writes, every record counts once.</summary>
public class BatchTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Duplicates_that_come_at_once_and_to_two_instances_count_each_record_once()
    {
        const int Records = 300;
        await using var stage = await Stage.StartAsync();
        await using var other = await Edge.StartAsync(stage.Neighbours, stage.Edge.Folder, stage.Clock);
        var id = Guid.NewGuid();
        var keys = Enumerable.Range(1, Records).Select(key => $"{key}").ToList();
        var tidings = new List<Func<Edge, Task>>();
        foreach (var key in keys)
        {
            tidings.Add(edge => edge.PublishAsync(Page(id, key)));
            foreach (var target in Targets) tidings.Add(edge => edge.PublishAsync(Settled(id, target, int.Parse(key, System.Globalization.CultureInfo.InvariantCulture) % 10 == 0 ? RecordOutcome.Failed : RecordOutcome.Created, key)));
        }
        // Both hear everything, one of them twice and in the other order.
        await Task.WhenAll([.. tidings.Select(tell => tell(stage.Edge)), .. tidings.AsEnumerable().Reverse().Select(tell => tell(other)), .. tidings.Select(tell => tell(other))]);
        await Task.WhenAll(stage.Edge.PublishAsync(Read(id, 2 * Records)), other.PublishAsync(Read(id, 2 * Records)));
        var run = await EndedAsync(stage, id);
        Assert.Equal("PartialSuccess", run.GetProperty("status").GetString());
        Assert.Equal((600, 540, 0, 0, 60), Counts(run));
        await using var runs = stage.Edge.Runs();
        Assert.Equal(2 * Records, await runs.Items.CountAsync(Cancel));
        Assert.Equal(("api", "orders", "full", "tenant-1"), (run.GetProperty("trigger").GetString(), run.GetProperty("entity").GetString(), run.GetProperty("mode").GetString(), run.GetProperty("tenant_id").GetString()));
    }

    [Fact]
    public async Task Outcomes_that_overtake_every_announcement_are_not_lost()
    {
        await using var stage = await Stage.StartAsync();
        var id = Guid.NewGuid();
        var keys = Enumerable.Range(1, 150).Select(key => $"{key}").ToList();
        await Task.WhenAll(from key in keys from target in Targets select stage.Edge.PublishAsync(Settled(id, target, RecordOutcome.Updated, key)));
        await Until.TrueAsync(async () => { await using var runs = stage.Edge.Runs(); return await runs.Items.CountAsync(item => item.SyncId == id, Cancel) == 300; }, "every outcome is noted");
        await stage.Edge.PublishAsync(Read(id, 300));
        Assert.Equal((300, 0, 300, 0, 0), Counts(await EndedAsync(stage, id)));
        await Task.WhenAll(keys.Select(key => stage.Edge.PublishAsync(Page(id, key)))); // too late to change anything
        Assert.Equal((300, 0, 300, 0, 0), Counts(await stage.Edge.GetAsync($"/api/sync/runs/{id}")));
    }

    [Fact]
    public async Task Many_runs_in_one_batch_each_have_their_own_end()
    {
        await using var stage = await Stage.StartAsync();
        var ids = Enumerable.Range(0, 120).Select(_ => Guid.NewGuid()).ToList();
        await Task.WhenAll(ids.SelectMany((id, n) => (Task[])[stage.Edge.PublishAsync(Started(id)), .. Targets.Select(target =>
            stage.Edge.PublishAsync(Settled(id, target, n % 3 == 0 ? RecordOutcome.Failed : n % 3 == 1 && target == "supabase" ? RecordOutcome.Failed : RecordOutcome.Created)))]));
        for (var n = 0; n < ids.Count; n++)
            Assert.Equal(n % 3 == 0 ? "Failed" : n % 3 == 1 ? "PartialSuccess" : "Success", (await EndedAsync(stage, ids[n])).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_batch_that_cannot_be_written_is_held_and_written_once_it_can()
    {
        await using var stage = await Stage.StartAsync();
        var id = Guid.NewGuid();
        await using var database = stage.Edge.Runs();
        await database.Database.ExecuteSqlRawAsync("ALTER TABLE run_items RENAME TO out_of_reach", Cancel);
        await Task.WhenAll(stage.Edge.PublishAsync(Started(id)), stage.Edge.PublishAsync(Settled(id, "quickbooks", RecordOutcome.Created)), stage.Edge.PublishAsync(Settled(id, "supabase", RecordOutcome.Skipped)));
        var marker = await stage.PostAsync("order.updated", Bodies.Order(7)); // receiving goes on meanwhile
        await Until.TrueAsync(() => stage.Book.Of("supabase").Count == 1);
        Assert.Null(await StatusAsync(stage, id)); // not half of it
        await database.Database.ExecuteSqlRawAsync("ALTER TABLE out_of_reach RENAME TO run_items", Cancel);
        await SoonAsync(stage, async () => await StatusAsync(stage, id) == "Success");
        Assert.Equal((2, 1, 0, 1, 0), Counts(await EndedAsync(stage, id)));
        await SoonAsync(stage, async () => (await stage.Edge.RowAsync(marker)).State == DeliveryState.Done);
    }

    [Fact]
    public async Task A_large_run_is_exact_to_the_last_record()
    {
        const int Records = 5000;
        await using var stage = await Stage.StartAsync();
        var id = Guid.NewGuid();
        var keys = Enumerable.Range(1, Records).Select(key => $"{key}").ToList();
        await Task.WhenAll(keys.Chunk(100).Select(some => stage.Edge.PublishAsync(Page(id, some))));
        await stage.Edge.PublishAsync(Read(id, 2 * Records));
        foreach (var some in keys.Chunk(1000))
            await Task.WhenAll(from key in some from target in Targets select stage.Edge.PublishAsync(Settled(id, target, RecordOutcome.Created, key)));
        var run = await EndedAsync(stage, id);
        Assert.Equal(("Success", (2 * Records, 2 * Records, 0, 0, 0)), (run.GetProperty("status").GetString(), Counts(run)));
    }
}
