using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Webhooks.Journal;
using Webhooks.Tests.Driving;

namespace Webhooks.Tests.Relaying;

public class RelayTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_the_bus_is_away_deliveries_are_taken_and_nothing_counts_as_published()
    {
        await using var stage = await Stage.StartAsync(settings: ["--Bus:Transport", "RabbitMq", "--Bus:RabbitMq:Host", "127.0.0.1", "--Bus:RabbitMq:Port", "1"]);
        var row = await stage.Edge.RowAsync(await stage.PostAsync("order.updated", Bodies.Order(1)), DeliveryState.Ready);
        stage.Clock.Forward(TimeSpan.FromMinutes(1));
        var second = await stage.Edge.RowAsync(await stage.PostAsync("order.updated", Bodies.Order(2)), DeliveryState.Ready);
        row = await stage.Edge.RowAsync(row.Id);
        Assert.Equal((null, 0), (row.PublishedAt, row.Attempts));
        Assert.Equal((null, 0), (second.PublishedAt, second.Attempts));
        var ready = await stage.Edge.GetAsync("/health/ready");
        Assert.Equal("Degraded", ready.GetProperty("status").GetString());
        Assert.Equal("Healthy", ready.GetProperty("checks").GetProperty("journal").GetProperty("status").GetString());
    }

    [Fact]
    public async Task After_a_silence_that_doubles_a_change_is_published_again_to_who_is_missing_alone()
    {
        await using var stage = await Stage.StartAsync();
        stage.Book.Accepts = (target, _) => target != TargetBook.QuickBooks;
        var id = await stage.PostAsync("order.updated", Bodies.Order(1));
        await HeldByAsync(stage, id, "supabase", "sync-runs");
        Assert.Single(Quick(stage, "1"));

        foreach (var silence in (int[])[30, 60, 120])
        {
            var before = Quick(stage, "1").Count;
            stage.Clock.Forward(TimeSpan.FromSeconds(silence - 15));
            await MarkerAsync(stage, $"{1000 + silence}");
            Assert.Equal(before, Quick(stage, "1").Count);
            stage.Clock.Forward(TimeSpan.FromSeconds(16));
            await Until.TrueAsync(() => Quick(stage, "1").Count == before + 1);
            Assert.Equal(["quickbooks"], Quick(stage, "1")[^1].Targets);
            await Until.TrueAsync(async () => (await stage.Edge.RowAsync(id)).DueAt > stage.Clock.GetUtcNow());
        }
        Assert.Single(stage.Book.Of(TargetBook.Supabase), change => change.Key == "1");

        stage.Book.Accepts = (_, _) => true;
        stage.Clock.Forward(TimeSpan.FromSeconds(241));
        await stage.Edge.RowAsync(id, DeliveryState.Done);
    }

    [Fact]
    public async Task A_change_is_done_only_when_the_books_of_the_run_have_it_too()
    {
        await using var stage = await Stage.StartAsync();
        await using var runs = new SqliteConnection($"Data Source={Path.Combine(stage.Edge.Folder, "runs.db")};Pooling=False");
        await runs.OpenAsync(Cancel);
        await ExecuteAsync(runs, "CREATE TRIGGER stop BEFORE INSERT ON runs BEGIN SELECT RAISE(ABORT, 'no'); END");
        var id = await stage.PostAsync("order.updated", Bodies.Order(1));
        await HeldByAsync(stage, id, "quickbooks", "supabase");
        Assert.Equal(DeliveryState.Ready, (await stage.Edge.RowAsync(id)).State);

        await ExecuteAsync(runs, "DROP TRIGGER stop");
        stage.Clock.Forward(TimeSpan.FromSeconds(31));
        await stage.Edge.RowAsync(id, DeliveryState.Done);
        Assert.Equal(2, stage.Book.Heard.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task No_more_than_the_bound_is_in_flight_in_memory(int bound)
    {
        await using var stage = await Stage.StartAsync(settings: ["--Relay:MaxUnaccepted", $"{bound}"]);
        stage.Book.Accepts = (_, _) => false;
        await Task.WhenAll(Enumerable.Range(1, 20).Select(order => stage.PostAsync("order.updated", Bodies.Order(order))));
        await Until.TrueAsync(async () =>
        {
            await using var journal = stage.Edge.Journal();
            return await journal.Deliveries.CountAsync(row => row.State == DeliveryState.Ready, Cancel) == 20;
        }, "twenty changes wait");
        await Until.TrueAsync(() => stage.Book.Of(TargetBook.Supabase).Count == bound);
        stage.Clock.Forward(TimeSpan.FromSeconds(31)); // a second round of the same, and of nothing else
        await Until.TrueAsync(() => stage.Book.Of(TargetBook.Supabase).Count == 2 * bound);
        Assert.Equal(bound, stage.Book.Newest(TargetBook.Supabase).Count);

        stage.Book.Accepts = (_, _) => true;
        stage.Clock.Forward(TimeSpan.FromSeconds(61));
        await stage.Edge.SettledAsync();
        Assert.Equal(20, stage.Book.Newest(TargetBook.QuickBooks).Count);
    }

    [Fact]
    public async Task A_start_publishes_what_nobody_accepted_without_waiting_for_its_silence()
    {
        await using var stage = await Stage.StartAsync();
        stage.Book.Accepts = (target, _) => target == TargetBook.QuickBooks;
        var id = await stage.PostAsync("order.updated", Bodies.Order(1));
        await HeldByAsync(stage, id, "quickbooks", "sync-runs");
        stage.Book.Accepts = (_, _) => true;
        await stage.RestartAsync();
        await stage.Edge.RowAsync(id, DeliveryState.Done);
        Assert.Equal((1, 2), (stage.Book.Of(TargetBook.QuickBooks).Count, stage.Book.Of(TargetBook.Supabase).Count));
    }

    [Fact]
    public async Task An_acceptance_told_twice_or_of_nothing_known_does_no_harm()
    {
        await using var stage = await Stage.StartAsync();
        stage.Book.Accepts = (_, _) => false;
        var id = await stage.PostAsync("order.updated", Bodies.Order(1));
        await stage.Edge.RowAsync(id, DeliveryState.Ready);
        foreach (var (change, target) in ((long, string)[])[(id, "supabase"), (id, "supabase"), (999, "supabase"), (id, "nobody")])
            await stage.Edge.PublishAsync(new Contracts.ChangeAccepted { ChangeId = change, Target = target });
        await HeldByAsync(stage, id, "supabase", "sync-runs");
        Assert.Equal(DeliveryState.Ready, (await stage.Edge.RowAsync(id)).State);
        await stage.Edge.PublishAsync(new Contracts.ChangeAccepted { ChangeId = id, Target = "quickbooks" });
        await stage.Edge.RowAsync(id, DeliveryState.Done);
    }

    private static IReadOnlyList<Contracts.RecordChanged> Quick(Stage stage, string key) => [.. stage.Book.Of(TargetBook.QuickBooks).Where(change => change.Key == key)];

    // One more change that must arrive: what has not come by then was not on its way.
    private static async Task MarkerAsync(Stage stage, string key)
    {
        await stage.PostAsync("order.updated", Bodies.Order(long.Parse(key, System.Globalization.CultureInfo.InvariantCulture)));
        await Until.TrueAsync(() => Quick(stage, key).Count > 0);
    }

    private static Task HeldByAsync(Stage stage, long id, params string[] holders) => Until.TrueAsync(async () =>
        (await stage.Edge.RowAsync(id)).Addressed.Where(addressed => addressed.AcceptedAt is not null).Select(addressed => addressed.Target).Order().SequenceEqual(holders),
        $"row {id} is held by {string.Join(", ", holders)}");

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
