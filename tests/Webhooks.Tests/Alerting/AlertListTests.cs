using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Webhooks.Alerting;
using Webhooks.Tests.Driving;

namespace Webhooks.Tests.Alerting;

public class AlertListTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private static async Task<IReadOnlyList<string>> ListAsync(Stage stage, string query = "") =>
        [.. (await stage.Edge.GetAsync($"/api/alerts{query}")).GetProperty("alerts").EnumerateArray().Select(alert => $"{alert.GetProperty("kind")} {alert.GetProperty("subject")}{(alert.GetProperty("resolved_at").ValueKind == JsonValueKind.Null ? "" : " over")}")];

    /// <summary>What Credentials says when it is asked for its open alerts.</summary>
    private static void Credentials(Stage stage, string json) =>
        stage.Neighbours.Other = http => Task.FromResult(http.Request.Path == "/internal/credentials/alerts" ? Results.Text(json, "application/json") : Results.NotFound());

    [Fact]
    public async Task Open_alerts_come_first_and_filters_narrow_them()
    {
        await using var stage = await Stage.StartAsync();
        var book = stage.Edge.Services.GetRequiredService<AlertBook>();
        await book.RaiseAsync(AlertKinds.ShopSilent, "shop-1", "Silent.", Cancel);
        await book.RaiseAsync(AlertKinds.WebhookDisabled, "shop-1/12", "Off.", Cancel);
        await book.RaiseAsync(AlertKinds.ShopSilent, "shop-10", "Silent.", Cancel);
        await book.ResolveAsync(AlertKinds.ShopSilent, "shop-10", Cancel);
        Assert.Equal(["webhook_disabled shop-1/12", "shop_silent shop-1", "shop_silent shop-10 over"], await ListAsync(stage));
        Assert.Equal(["webhook_disabled shop-1/12", "shop_silent shop-1"], await ListAsync(stage, "?open=true"));
        Assert.Equal(["shop_silent shop-10 over"], await ListAsync(stage, "?open=false"));
        Assert.Equal(["shop_silent shop-1", "shop_silent shop-10 over"], await ListAsync(stage, "?kind=shop_silent"));
        Assert.Equal(["webhook_disabled shop-1/12", "shop_silent shop-1"], await ListAsync(stage, "?store=shop-1"));
        Assert.Equal(["webhook_disabled shop-1/12"], await ListAsync(stage, "?limit=1"));
        Assert.Contains("opn: there is no such parameter", (await stage.Edge.GetAsync("/api/alerts?opn=true", 400)).GetProperty("detail").GetString());
        Assert.Contains("open: must be true or false", (await stage.Edge.GetAsync("/api/alerts?open=maybe", 400)).GetProperty("detail").GetString());
        Assert.Contains("limit", (await stage.Edge.GetAsync("/api/alerts?limit=0", 400)).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task The_alerts_of_Credentials_are_among_them_and_told_once_for_each_of_its_ids()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var stage = await Stage.StartAsync(settings: receiver.Settings);
        Credentials(stage, """[{"id":7,"kind":"ReconnectRequired","subject":"books","message":"Connect again.","days":null},{"id":8,"kind":"ConsentEnding","subject":"books","message":"Ends soon.","days":14}]""");
        stage.Clock.Forward(TimeSpan.FromMinutes(1));
        await ListAsync(stage); // the regular look may not have begun to wait when the clock moved
        await Until.TrueAsync(() => receiver.Posts.Count == 2);
        for (var times = 0; times < 3; times++)
            Assert.Equal(["consent_ending books", "reconnect_required books"], (await ListAsync(stage)).Order());
        Assert.All((await stage.Edge.GetAsync("/api/alerts")).GetProperty("alerts").EnumerateArray(), alert => Assert.Equal("credentials", alert.GetProperty("source").GetString()));

        Credentials(stage, """[{"id":9,"kind":"ReconnectRequired","subject":"books","message":"Connect again.","days":null},{"id":8,"kind":"ConsentEnding","subject":"books","message":"Ends very soon.","days":3}]""");
        await ListAsync(stage);
        await Until.TrueAsync(() => receiver.Posts.Count == 5);
        Assert.Equal(["alert.changed consent_ending", "alert.raised consent_ending", "alert.raised reconnect_required", "alert.raised reconnect_required", "alert.resolved reconnect_required"],
            receiver.Posts.Select(post => $"{post.Type} {post.Data.GetProperty("kind")}").Order());
        Credentials(stage, "[]");
        Assert.Empty(await ListAsync(stage, "?open=true"));
    }

    [Fact]
    public async Task Credentials_that_is_away_is_named_and_what_was_known_of_it_stays()
    {
        await using var stage = await Stage.StartAsync();
        Credentials(stage, """[{"id":7,"kind":"ReconnectRequired","subject":"books","message":"Connect again.","days":null}]""");
        Assert.Equal(["reconnect_required books"], await ListAsync(stage));
        stage.Neighbours.Other = _ => Task.FromResult(Results.StatusCode(500));
        var answer = await stage.Edge.GetAsync("/api/alerts?open=true");
        Assert.Equal("credentials", Assert.Single(answer.GetProperty("unavailable").EnumerateArray()).GetProperty("service").GetString());
        Assert.Equal("reconnect_required", Assert.Single(answer.GetProperty("alerts").EnumerateArray()).GetProperty("kind").GetString());
    }
}
