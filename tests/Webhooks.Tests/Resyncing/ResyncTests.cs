using System.Text;
using System.Text.Json;
using Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Webhooks.Resyncing;
using Webhooks.Tests.Driving;

namespace Webhooks.Tests.Resyncing;

/// <summary>Runs that are asked for by message or by command.</summary>
public class ResyncTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_begins_a_run_that_keeps_why_and_who()
    {
        await using var stage = await StageAsync();
        await stage.Edge.PublishAsync(new ResyncRequested { Entity = "orders", Ids = [2], Target = "supabase", TenantId = "tenant-1", Reason = "the total was wrong", RequestedBy = "Ann" });
        var run = await RunAsync(stage, run => run.GetProperty("status").GetString() == "Success");
        Assert.Equal(("resync", "ids", "the total was wrong", "Ann"), (Text(run, "trigger"), Text(run, "mode"), Text(run, "reason"), Text(run, "asked_by")));
        Assert.Equal("2", Assert.Single(stage.Book.Of("supabase")).Key);
    }

    [Fact]
    public async Task A_message_that_is_refused_begins_nothing_and_the_next_one_works()
    {
        await using var stage = await StageAsync();
        await stage.Edge.PublishAsync(new ResyncRequested { Entity = "coupons", TenantId = "tenant-1" });
        await stage.Edge.PublishAsync(new ResyncRequested { Entity = "orders", TenantId = "nobody" });
        await stage.Edge.PublishAsync(new ResyncRequested { Entity = "orders", Ids = [1], FullSync = true, TenantId = "tenant-1" });
        await stage.Edge.PublishAsync(new ResyncRequested { Entity = "orders", Ids = [3], TenantId = "tenant-1" });
        await RunAsync(stage, run => run.GetProperty("status").GetString() == "Success");
        await using var journal = stage.Edge.Journal();
        Assert.Equal("3", (await journal.Pulls.SingleAsync(Cancel)).Ids);
    }

    [Fact]
    public async Task While_Credentials_is_away_the_message_waits()
    {
        await using var stage = await StageAsync();
        var refused = 0;
        stage.Neighbours.Trouble = http =>
        {
            Interlocked.Increment(ref refused);
            http.Response.StatusCode = 503;
            return Task.CompletedTask;
        };
        stage.Clock.Forward(TimeSpan.FromMinutes(1)); // what was kept of Credentials' answers is old
        await stage.Edge.PublishAsync(new ResyncRequested { Entity = "orders", Ids = [2], TenantId = "tenant-1" });
        await Until.TrueAsync(() =>
        {
            stage.Clock.Forward(TimeSpan.FromSeconds(20));
            return refused > 5;
        });
        Assert.DoesNotContain(await RunsAsync(stage), run => Text(run, "trigger") == "resync");
        stage.Neighbours.Trouble = null;
        await Until.TrueAsync(async () =>
        {
            stage.Clock.Forward(TimeSpan.FromSeconds(20));
            return (await RunsAsync(stage)).Any(run => Text(run, "trigger") == "resync");
        });
    }

    [Fact]
    public async Task The_same_words_given_out_again_are_the_same_run_and_typed_again_another()
    {
        await using var stage = await StageAsync();
        var book = stage.Edge.Services.GetRequiredService<ResyncBook>();
        var typed = Encoding.UTF8.GetBytes("""{"entity":"orders","ids":[1]}""");
        var first = await book.RunOfAsync(typed, again: false, Cancel);
        Assert.Equal(first, await book.RunOfAsync(typed, again: true, Cancel)); // killed before it was begun
        await book.SettleAsync(first, Cancel);
        Assert.Equal(first, await book.RunOfAsync(typed, again: true, Cancel)); // killed before it was acknowledged

        var second = await book.RunOfAsync(typed, again: false, Cancel);
        Assert.NotEqual(first, second);
        Assert.Equal(second, await book.RunOfAsync(typed, again: true, Cancel)); // the one that is not done with
        await book.SettleAsync(second, Cancel);
        stage.Clock.Forward(TimeSpan.FromHours(1));
        Assert.NotEqual(second, await book.RunOfAsync(typed, again: true, Cancel)); // given out, and never come to
    }

    [Fact]
    public async Task The_command_prints_the_result_and_says_by_its_exit_code_how_it_went()
    {
        await using var stage = await StageAsync();
        var (code, said, errors) = await CommandAsync(stage, "orders", "--ids", "1,2", "--target", "supabase", "--tenant", "tenant-1", "--reason", "checking");
        Assert.True(code == 0, errors);
        Assert.Contains("Success, 2 processed, 2 created", said, StringComparison.Ordinal);

        stage.Book.Settles = (_, _) => RecordOutcome.Failed;
        (code, said, _) = await CommandAsync(stage, "orders", "--ids", "3", "--tenant", "tenant-1");
        Assert.Equal(1, code);
        Assert.Contains("closed_period", said, StringComparison.Ordinal);

        (code, _, errors) = await CommandAsync(stage, "orders", "--target", "xero");
        Assert.Equal(2, code);
        Assert.Contains("target: Must be one of", errors, StringComparison.Ordinal);

        (code, _, errors) = await CommandAsync(stage, "orders", "--idz", "3");
        Assert.Equal(2, code);
        Assert.Contains("--idz", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_says_where_nobody_answers_and_which_key_is_missing()
    {
        using var folder = new TempFolder();
        var (output, errors) = (new StringWriter(), new StringWriter());
        Assert.Equal(1, await ResyncCommand.RunAsync(["resync", "orders", "--urls", "http://127.0.0.1:1", "--Platform:ApiKey", "none"], output, errors, Cancel));
        Assert.Contains("http://127.0.0.1:1", errors.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, await ResyncCommand.RunAsync(["resync", "orders", $"--Platform:DataDirectory={folder.Path}"], output, errors, Cancel));
        Assert.Contains("keys.json", errors.ToString(), StringComparison.Ordinal);
        Assert.Null(await ResyncCommand.RunAsync(["--sandbox"], output, errors, Cancel));
    }

    private static async Task<(int? Code, string Said, string Errors)> CommandAsync(Stage stage, params string[] args)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var code = await ResyncCommand.RunAsync(["resync", .. args, "--urls", stage.Edge.Http.BaseAddress!.ToString(), "--Platform:ApiKey", Edge.ApiKey], output, errors, Cancel);
        return (code, output.ToString(), errors.ToString());
    }

    private static async Task<Stage> StageAsync()
    {
        var stage = await Stage.StartAsync(withShop: true);
        for (var id = 1; id <= 3; id++) await stage.Shop!.LoadAsync("orders", Bodies.Order(id, second: id));
        return stage;
    }

    private static async Task<JsonElement> RunAsync(Stage stage, Func<JsonElement, bool> wanted)
    {
        JsonElement? found = null;
        await Until.TrueAsync(async () => (found = (await RunsAsync(stage)).Cast<JsonElement?>().FirstOrDefault(run => wanted(run!.Value))) is not null);
        return found!.Value;
    }

    private static async Task<IReadOnlyList<JsonElement>> RunsAsync(Stage stage) => [.. (await stage.Edge.GetAsync("/api/sync/runs")).GetProperty("runs").EnumerateArray()];

    private static string? Text(JsonElement run, string name) => run.GetProperty(name).GetString();
}
