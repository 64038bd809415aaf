using Webhooks.Journal;
using Webhooks.Tests.Driving;

namespace Webhooks.Tests.Receiving;

public class RecordedDeliveryTests
{
    [Fact]
    public async Task Every_recorded_delivery_is_answered_as_a_shop_needs_it()
    {
        await using var stage = await Stage.StartAsync();
        foreach (var sample in Samples.Deliveries)
        {
            var answer = await stage.Edge.PostAsync(sample);
            var expected = sample.Header("X-WC-Webhook-ID") == "15" ? 401 : 200; // webhook 15 has another secret
            Assert.True((int)answer.StatusCode == expected, $"{sample.Name}: {(int)answer.StatusCode}");
        }
        Assert.Equal(Samples.Signed.Count, await stage.Edge.CountAsync());
    }

    [Fact]
    public async Task A_changed_byte_is_401_in_every_recorded_delivery()
    {
        await using var stage = await Stage.StartAsync();
        foreach (var sample in Samples.Signed)
        {
            var body = sample.Body.ToArray();
            body[body.Length / 2] ^= 1;
            Assert.Equal(401, (int)(await stage.Edge.PostAsync(sample, body: body)).StatusCode);
        }
        Assert.Equal(0, await stage.Edge.CountAsync());
    }

    [Fact]
    public async Task Headers_lowered_by_a_proxy_say_the_same()
    {
        await using var stage = await Stage.StartAsync();
        var sample = Samples.Delivery("0165");
        var row = await stage.Edge.RowAsync(await Edge.IdAsync(await stage.Edge.PostAsync(sample, lower: true)));
        Assert.Equal(("order.created", 1L, sample.Header("X-WC-Webhook-Delivery-ID"), sample.Header("X-WC-Webhook-Source")), (row.Topic, row.WebhookId, row.DeliveryId, row.Source));
        Assert.True((await Edge.Json(await stage.Edge.PostAsync(sample))).GetProperty("duplicate").GetBoolean());
    }

    [Fact]
    public async Task All_of_them_once_more_are_counted_and_not_processed_again()
    {
        await using var stage = await Stage.StartAsync();
        foreach (var sample in Samples.Signed) await stage.Edge.PostAsync(sample);
        var rows = await stage.Edge.CountAsync();
        foreach (var sample in Samples.Signed)
            Assert.True((await Edge.Json(await stage.Edge.PostAsync(sample))).GetProperty("duplicate").GetBoolean(), sample.Name);
        Assert.Equal(rows, await stage.Edge.CountAsync());
        await using var journal = stage.Edge.Journal();
        Assert.All(journal.Deliveries, row => Assert.Equal(1, row.Repeats));
    }

    [Fact]
    public async Task The_journal_holds_the_bytes_and_the_headers_as_they_came()
    {
        await using var stage = await Stage.StartAsync();
        var sample = Samples.Delivery("0164");
        var id = await Edge.IdAsync(await stage.Edge.PostAsync(sample));
        var row = await stage.Edge.RowAsync(id);
        Assert.Equal(sample.Body, row.Body);
        Assert.Equal((DeliveryKind.Webhook, Edge.StoreId, "tenant-1"), (row.Kind, row.StoreId, row.TenantId));
        var page = await stage.Edge.GetAsync($"/api/deliveries/{id}");
        Assert.Equal(sample.Header("User-Agent"), page.GetProperty("headers").GetProperty("User-Agent").GetString());
        Assert.False(page.GetProperty("headers").TryGetProperty("Authorization", out _));
    }
}
