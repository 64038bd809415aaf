using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Webhooks.Tests.Driving;

namespace Webhooks.Tests.Journal;

public class GroupCommitTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_answered_200_stands_in_the_file()
    {
        await using var stage = await Stage.StartAsync();
        await using var other = Open(stage);
        for (var order = 1; order <= 10; order++)
        {
            var id = await Edge.IdAsync(await stage.Edge.PostAsync("order.updated", Bodies.Order(order)));
            await using var command = other.CreateCommand();
            command.CommandText = $"SELECT body FROM deliveries WHERE id = {id}";
            Assert.Equal(Bodies.Order(order), System.Text.Encoding.UTF8.GetString((byte[])(await command.ExecuteScalarAsync(Cancel))!));
        }
    }

    [Fact]
    public async Task Two_hundred_at_once_are_all_kept_each_with_its_own_row()
    {
        await using var stage = await Stage.StartAsync();
        var ids = await Task.WhenAll(Enumerable.Range(1, 200).Select(async order => await Edge.IdAsync(await stage.Edge.PostAsync("order.updated", Bodies.Order(order)))));
        Assert.Equal(200, ids.Distinct().Count());
        await stage.Edge.SettledAsync();
        Assert.Equal(200, stage.Book.Newest(TargetBook.QuickBooks).Count);
        Assert.Equal(200, stage.Book.Newest(TargetBook.Supabase).Count);
    }

    [Fact]
    public async Task A_duplicate_in_the_same_commit_does_not_fail_its_neighbours()
    {
        await using var stage = await Stage.StartAsync();
        // While another program writes, requests gather and end in one commit.
        await using var other = Open(stage);
        await using (var blocking = other.BeginTransaction())
        {
            await using var command = other.CreateCommand();
            command.CommandText = "DELETE FROM refusals";
            command.Transaction = blocking;
            await command.ExecuteNonQueryAsync(Cancel);
            var first = stage.Edge.PostAsync("order.updated", Bodies.Order(1000));
            var posts = Enumerable.Range(0, 60).Select(n => stage.Edge.PostAsync("order.updated", Bodies.Order(n % 20 + 1))).ToList();
            await blocking.CommitAsync(Cancel);
            Assert.Equal(200, (int)(await first).StatusCode);
            var answers = await Task.WhenAll(posts.Select(async post => await Edge.Json(await post)));
            Assert.Equal(40, answers.Count(answer => answer.GetProperty("duplicate").GetBoolean()));
            Assert.Equal(20, answers.Select(answer => answer.GetProperty("id").GetInt64()).Distinct().Count());
        }
        Assert.Equal(21, await stage.Edge.CountAsync());
        await using var journal = stage.Edge.Journal();
        Assert.Equal(40, await journal.Deliveries.SumAsync(row => row.Repeats, Cancel));
    }

    [Fact]
    public async Task A_journal_that_cannot_be_written_is_503_and_not_ready_and_the_service_goes_on_when_it_can()
    {
        await using var stage = await Stage.StartAsync();
        await using var other = Open(stage);
        await ExecuteAsync(other, "CREATE TRIGGER full_disk BEFORE INSERT ON deliveries BEGIN SELECT RAISE(FAIL, 'disk I/O error'); END");
        await ExecuteAsync(other, "CREATE TRIGGER full_disk_too BEFORE INSERT ON refusals BEGIN SELECT RAISE(FAIL, 'disk I/O error'); END");

        await Edge.Json(await stage.Edge.PostAsync("order.updated", Bodies.Order(1)), 503);
        var ready = await stage.Edge.Http.GetAsync("/health/ready", Cancel);
        Assert.Equal(503, (int)ready.StatusCode);
        Assert.Contains("journal", await ready.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(200, (int)(await stage.Edge.Http.GetAsync("/health/live", Cancel)).StatusCode);

        await ExecuteAsync(other, "DROP TRIGGER full_disk");
        await ExecuteAsync(other, "DROP TRIGGER full_disk_too");
        var answer = await Edge.Json(await stage.Edge.PostAsync("order.updated", Bodies.Order(1)));
        Assert.False(answer.GetProperty("duplicate").GetBoolean());
        Assert.Equal(200, (int)(await stage.Edge.Http.GetAsync("/health/ready", Cancel)).StatusCode);
    }

    [Fact]
    public async Task One_row_that_cannot_be_written_does_not_fail_its_neighbours()
    {
        await using var stage = await Stage.StartAsync();
        await using var other = Open(stage);
        await ExecuteAsync(other, "CREATE TRIGGER bad BEFORE INSERT ON deliveries WHEN NEW.delivery_id = 'bad' BEGIN SELECT RAISE(ABORT, 'no'); END");
        var posts = await Task.WhenAll(Enumerable.Range(1, 50).Select(order => stage.Edge.PostAsync("order.updated", Bodies.Order(order), deliveryId: order % 10 == 0 ? "bad" : "good")));
        Assert.Equal(5, posts.Count(post => (int)post.StatusCode == 503));
        Assert.Equal(45, posts.Count(post => (int)post.StatusCode == 200));
        Assert.Equal(45, await stage.Edge.CountAsync());
    }

    private static SqliteConnection Open(Stage stage)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(stage.Edge.Folder, "webhooks.db")};Pooling=False;Default Timeout=20");
        connection.Open();
        return connection;
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
