using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Webhooks.Alerting.Watching;
using Webhooks.Journal;
using Webhooks.Tests.Driving;

namespace Webhooks.Tests.Alerting;

public class WatchTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    /// <summary>What each target says of its ledger; what is not here does not answer.</summary>
    private static void Say(Stage stage, Func<string, object?> standing) => stage.Neighbours.Other = http =>
        Task.FromResult(http.Request.Path.Value!.Split('/') is [_, "internal", var target, "standing"]
            ? standing(target) is { } said ? Results.Json(said, Hosting.PlatformSetup.Json) : Results.StatusCode(503)
            : Results.NotFound());

    private static object Standing(string target, int failing = 0, int due = 0, DateTimeOffset? oldest = null) =>
        new { target, known = true, failing, due, oldest_due_at = oldest, paused = (string?)null };

    /// <summary>Looks until exactly these are open: the service's own look may be under way, and then ours is none.</summary>
    private static async Task OpenAsync(Stage stage, params string[] expected)
    {
        IReadOnlyList<string> open = [];
        await Until.TrueAsync(async () =>
        {
            await stage.Edge.Services.GetRequiredService<AlertWatch>().LookAsync(Cancel);
            open = [.. (await stage.Edge.GetAsync("/api/alerts?open=true")).GetProperty("alerts").EnumerateArray()
                .Select(alert => $"{alert.GetProperty("kind").GetString()} {alert.GetProperty("subject").GetString()} {alert.GetProperty("step").GetString()}".TrimEnd()).Order()];
            return open.SequenceEqual(expected);
        }, () => Task.FromResult(string.Join(", ", open)), $"open are {string.Join(", ", expected)}; they are");
    }

    [Fact]
    public async Task Failures_and_a_backlog_are_alerts_by_target_with_steps_and_over_when_they_are_gone()
    {
        await using var stage = await Stage.StartAsync(more: Looking);
        Say(stage, target => Standing(target, failing: target == "quickbooks" ? 12 : 9));
        await OpenAsync(stage, "failures_growing quickbooks 10");
        Say(stage, target => Standing(target, failing: target == "quickbooks" ? 41 : 0, due: 3, oldest: target == "supabase" ? stage.Clock.GetUtcNow().AddMinutes(-70) : stage.Clock.GetUtcNow().AddMinutes(-5)));
        await OpenAsync(stage, "backlog_age supabase 60", "failures_growing quickbooks 40");
        var message = (await stage.Edge.GetAsync("/api/alerts?kind=backlog_age")).GetProperty("alerts")[0].GetProperty("message").GetString();
        Assert.Contains("3 records", message);
        Assert.Contains("70 minutes", message);
        Say(stage, target => Standing(target));
        await OpenAsync(stage);
    }

    [Fact]
    public async Task A_target_is_away_after_five_minutes_and_until_it_answers()
    {
        await using var stage = await Stage.StartAsync(more: Looking);
        Say(stage, target => target == "supabase" ? null : Standing(target));
        await OpenAsync(stage);
        stage.Clock.Forward(TimeSpan.FromMinutes(4));
        await OpenAsync(stage);
        stage.Clock.Forward(TimeSpan.FromMinutes(2));
        await OpenAsync(stage, "target_away supabase");
        Say(stage, target => Standing(target));
        await OpenAsync(stage);
        Say(stage, target => target == "supabase" ? null : Standing(target));
        await OpenAsync(stage); // counted anew
    }

    [Fact]
    public async Task What_no_target_takes_over_is_a_backlog_of_its_store()
    {
        var book = new TargetBook { Accepts = (_, _) => false };
        await using var stage = await Stage.StartAsync(more: Looking, book: book, settings: ["--Alerts:BacklogMinutes", "45"]);
        var id = await stage.PostAsync("order.updated", Bodies.Order(1));
        await stage.Edge.RowAsync(id, DeliveryState.Ready);
        stage.Clock.Forward(TimeSpan.FromMinutes(40));
        await OpenAsync(stage);
        stage.Clock.Forward(TimeSpan.FromMinutes(10));
        await OpenAsync(stage, $"backlog_age {Edge.StoreId} 45");
        Assert.Contains("1 deliveries", (await stage.Edge.GetAsync("/api/alerts")).GetProperty("alerts")[0].GetProperty("message").GetString());
        book.Accepts = (_, _) => true;
        stage.Clock.Forward(TimeSpan.FromHours(2));
        await stage.Edge.RowAsync(id, DeliveryState.Done);
        await OpenAsync(stage);
    }

    // The watch itself, to be asked for a look at a given moment; the service's own looks go on beside it.
    private static void Looking(Microsoft.AspNetCore.Builder.WebApplicationBuilder builder) => builder.Services.AddSingleton<AlertWatch>();
}
