using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Webhooks.Alerting;
using Webhooks.Tests.Driving;

namespace Webhooks.Tests.Alerting;

public class AlertWebhookTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private static AlertBook Book(Edge edge) => edge.Services.GetRequiredService<AlertBook>();

    private static async Task<JsonElement> DeliveryAsync(Edge edge, string subject) => (await edge.GetAsync($"/api/alerts?store={subject}")).GetProperty("alerts")[0].GetProperty("delivery")[0];

    [Fact]
    public async Task An_alert_is_told_once_until_it_gets_worse_or_is_over_however_often_it_is_raised()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var stage = await Stage.StartAsync(settings: receiver.Settings);
        var book = Book(stage.Edge);
        for (var times = 0; times < 5; times++) await book.RaiseAsync(AlertKinds.ShopSilent, "shop-1", $"Silent, seen {times}.", Cancel, "1h");
        await Until.TrueAsync(() => receiver.Posts.Count == 1);
        for (var times = 0; times < 5; times++) await book.RaiseAsync(AlertKinds.ShopSilent, "shop-1", "Silent for long.", Cancel, "6h");
        await Until.TrueAsync(() => receiver.Posts.Count == 2);
        for (var times = 0; times < 3; times++) await book.ResolveAsync(AlertKinds.ShopSilent, "shop-1", Cancel);
        await Until.TrueAsync(() => receiver.Posts.Count == 3);
        await book.RaiseAsync(AlertKinds.WebhookDisabled, "shop-1/12", "Switched off.", Cancel);
        await Until.TrueAsync(() => receiver.Posts.Count == 4);

        Assert.Equal(["alert.raised", "alert.changed", "alert.resolved", "alert.raised"], receiver.Types);
        Assert.All(receiver.Posts, post => Assert.True(post.Signed));
        Assert.Equal(4, receiver.Posts.Select(post => post.Id).Distinct().Count());
        var posts = receiver.Posts.ToArray();
        Assert.Equal(("shop_silent", "shop-1", "Silent, seen 0.", "1h"), Said(posts[0]));
        Assert.Equal(("shop_silent", "shop-1", "Silent for long.", "6h"), Said(posts[1]));
        Assert.Equal(JsonValueKind.Null, posts[1].Data.GetProperty("resolved_at").ValueKind);
        Assert.Equal(posts[0].Data.GetProperty("first_seen_at").GetRawText(), posts[2].Data.GetProperty("first_seen_at").GetRawText());
        Assert.Equal(JsonValueKind.String, posts[2].Data.GetProperty("resolved_at").ValueKind);
        Assert.Equal(posts[0].Data.GetProperty("id").GetInt64(), posts[2].Data.GetProperty("id").GetInt64());

        static (string?, string?, string?, string?) Said(Receiver.Post post) =>
            (post.Data.GetProperty("kind").GetString(), post.Data.GetProperty("subject").GetString(), post.Data.GetProperty("message").GetString(), post.Data.GetProperty("step").GetString());
    }

    [Fact]
    public async Task A_receiver_in_trouble_is_tried_again_with_the_same_id_and_a_new_time_and_the_end_of_an_alert_never_comes_before_its_beginning()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var stage = await Stage.StartAsync(settings: receiver.Settings);
        receiver.Status = 503;
        await Book(stage.Edge).RaiseAsync(AlertKinds.ShopSilent, "shop-1", "Silent.", Cancel);
        await Until.TrueAsync(() => receiver.Posts.Count == 1);
        await Book(stage.Edge).ResolveAsync(AlertKinds.ShopSilent, "shop-1", Cancel);
        stage.Clock.Forward(TimeSpan.FromSeconds(10));
        await Until.TrueAsync(() => receiver.Posts.Count == 2);
        await Until.TrueAsync(async () => (await DeliveryAsync(stage.Edge, "shop-1")).GetProperty("state").GetString() == "waiting");
        receiver.Status = 200;
        stage.Clock.Forward(TimeSpan.FromMinutes(2));
        await Until.TrueAsync(() => receiver.Posts.Count == 4);

        Assert.Equal(["alert.raised", "alert.raised", "alert.raised", "alert.resolved"], receiver.Types);
        var posts = receiver.Posts.ToArray();
        Assert.Single(posts[..3].Select(post => post.Id).Distinct());
        Assert.Single(posts[..3].Select(post => post.Body.GetRawText()).Distinct());
        Assert.True(posts[0].Timestamp < posts[1].Timestamp && posts[1].Timestamp < posts[2].Timestamp);
        Assert.All(posts, post => Assert.True(post.Signed));
        await Until.TrueAsync(async () => (await DeliveryAsync(stage.Edge, "shop-1")).GetProperty("state").GetString() == "sent");
    }

    [Theory]
    [InlineData(410, "failed", "410 (gone)")]
    [InlineData(404, "waiting", "404")]
    [InlineData(401, "waiting", "Alerts:Webhook:Secret")]
    [InlineData(302, "waiting", "redirect to http://127.0.0.1:")]
    public async Task What_a_receiver_says_is_shown_and_only_gone_ends_it(int status, string state, string said)
    {
        await using var receiver = await Receiver.StartAsync();
        await using var stage = await Stage.StartAsync(settings: receiver.Settings);
        receiver.Status = status;
        await Book(stage.Edge).RaiseAsync(AlertKinds.ShopSilent, "shop-1", "Silent.", Cancel);
        await Until.TrueAsync(async () => (await DeliveryAsync(stage.Edge, "shop-1")).GetProperty("attempts").GetInt32() == 1);
        var delivery = await DeliveryAsync(stage.Edge, "shop-1");
        Assert.Equal(("webhook", "alert.raised", state), (delivery.GetProperty("channel").GetString(), delivery.GetProperty("event").GetString(), delivery.GetProperty("state").GetString()));
        Assert.Contains(said, delivery.GetProperty("answer").GetString());

        receiver.Status = 204;
        stage.Clock.Forward(TimeSpan.FromHours(1));
        await Book(stage.Edge).RaiseAsync(AlertKinds.ShopSilent, "shop-2", "Silent too.", Cancel);
        await Until.TrueAsync(() => receiver.Posts.Any(post => post.Subject == "shop-2"));
        if (state == "waiting") await Until.TrueAsync(() => receiver.Posts.Any(post => post is { Subject: "shop-1", Answered: 204 }));
        else Assert.Single(receiver.Posts, post => post.Subject == "shop-1");
        Assert.Equal(0, receiver.Followed);
    }

    [Fact]
    public async Task What_was_not_told_before_a_restart_is_told_after_it_once_by_two_instances()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var stage = await Stage.StartAsync(settings: receiver.Settings);
        receiver.Status = 500;
        await Book(stage.Edge).RaiseAsync(AlertKinds.ShopSilent, "shop-1", "Silent.", Cancel);
        await Until.TrueAsync(() => receiver.Posts.Count == 1);
        await stage.RestartAsync(receiver.Settings);
        await using var second = await Edge.StartAsync(stage.Neighbours, stage.Edge.Folder, stage.Clock, settings: receiver.Settings);
        receiver.Status = 204;
        stage.Clock.Forward(TimeSpan.FromMinutes(3)); // over the lease of the one that is gone, too
        await Until.TrueAsync(() => receiver.Posts.Any(post => post.Answered == 204));

        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Book(i % 2 == 0 ? stage.Edge : second).RaiseAsync(AlertKinds.ShopSilent, "shop-2", "Silent too.", Cancel)));
        await Until.TrueAsync(() => receiver.Posts.Any(post => post.Subject == "shop-2"));
        stage.Clock.Forward(TimeSpan.FromMinutes(3));
        await Book(second).ResolveAsync(AlertKinds.ShopSilent, "shop-2", Cancel);
        await Until.TrueAsync(() => receiver.Types.Contains("alert.resolved"));
        Assert.Equal(["alert.raised shop-1", "alert.raised shop-2", "alert.resolved shop-2"], receiver.Posts.Where(post => post.Answered == 204).Select(post => $"{post.Type} {post.Subject}"));
        Assert.Equal(3, receiver.Posts.Select(post => post.Id).Distinct().Count());
    }

    [Fact]
    public async Task What_is_open_when_a_channel_is_set_is_told_there_once()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var stage = await Stage.StartAsync();
        await Book(stage.Edge).RaiseAsync(AlertKinds.ShopSilent, "shop-1", "Silent.", Cancel);
        await Book(stage.Edge).RaiseAsync(AlertKinds.ShopSilent, "shop-2", "Silent.", Cancel);
        await Book(stage.Edge).ResolveAsync(AlertKinds.ShopSilent, "shop-2", Cancel);
        await stage.RestartAsync(receiver.Settings);
        await Until.TrueAsync(() => receiver.Posts.Count == 1);
        await stage.RestartAsync(receiver.Settings);
        await Book(stage.Edge).RaiseAsync(AlertKinds.ShopSilent, "shop-3", "Silent.", Cancel);
        stage.Clock.Forward(TimeSpan.FromMinutes(2));
        await Until.TrueAsync(() => receiver.Posts.Count == 2);
        Assert.Equal(["shop-1", "shop-3"], receiver.Posts.Select(post => post.Subject));
    }
}
