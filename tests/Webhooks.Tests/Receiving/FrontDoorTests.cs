using System.Text;
using Microsoft.EntityFrameworkCore;
using Webhooks.Journal;
using Webhooks.Tests.Driving;

namespace Webhooks.Tests.Receiving;

public class FrontDoorTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_unsigned_delivery_is_401_and_leaves_a_counter_and_no_row()
    {
        await using var stage = await Stage.StartAsync();
        var headers = Edge.Signed("order.updated", "{}"u8.ToArray(), webhook: 7).Where(header => header.Key != "X-WC-Webhook-Signature").ToList();
        var refused = await Edge.Json(await stage.Edge.PostAsync(Edge.StoreId, "{}"u8.ToArray(), headers), 401);
        Assert.Contains("X-WC-Webhook-Signature", refused.GetProperty("detail").GetString());
        await stage.Edge.PostAsync("order.updated", "{}", secret: "another", webhook: 7);

        Refusal? counter = null;
        await Until.TrueAsync(async () =>
        {
            stage.Clock.Forward(TimeSpan.FromSeconds(5));
            await using var journal = stage.Edge.Journal();
            counter = await journal.Refusals.AsNoTracking().SingleOrDefaultAsync(row => row.WebhookId == 7, Cancel);
            return counter?.Count == 2;
        }, "two refusals of webhook 7 are counted");
        Assert.Equal(Edge.StoreId, counter!.StoreId);
        Assert.True(counter.LastAt > TimeProvider.System.GetUtcNow().AddMinutes(-1));
        Assert.Equal(0, await stage.Edge.CountAsync());
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("quickbooks-tenant-1")] // a credential, but of no store
    [InlineData("a-name-that-is-longer-than-any-credential-may-have-0123456789-0123456789-0123456789-0123456789-0123456789")]
    public async Task An_unknown_store_is_404_and_leaves_nothing(string store)
    {
        await using var stage = await Stage.StartAsync();
        var answer = await Edge.Json(await stage.Edge.PostAsync("order.updated", Bodies.Order(1), store: store), 404);
        Assert.Contains("credential", answer.GetProperty("detail").GetString());
        Assert.Equal(0, await stage.Edge.CountAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_that_is_too_large_is_413_and_names_the_setting(bool chunked)
    {
        await using var stage = await Stage.StartAsync(settings: ["--Webhooks:MaxBodyBytes", "1048576"]);
        var body = new byte[1048577];
        var answer = await Edge.Json(await stage.Edge.PostAsync(Edge.StoreId, body, Edge.Signed("order.updated", body), chunked), 413);
        Assert.Contains("Webhooks:MaxBodyBytes", answer.GetProperty("detail").GetString());
        Assert.Equal(0, await stage.Edge.CountAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_setting_alone_says_how_large_a_body_may_be(bool chunked)
    {
        await using var stage = await Stage.StartAsync(settings: ["--Webhooks:MaxBodyBytes", "40000000"]);
        var body = new byte[32_000_000]; // above the web server's own limit
        Array.Fill(body, (byte)' ');
        Assert.Equal(200, (int)(await stage.Edge.PostAsync(Edge.StoreId, body, Edge.Signed("order.updated", body), chunked)).StatusCode);
    }

    [Fact]
    public async Task A_chunked_body_is_read_whole()
    {
        await using var stage = await Stage.StartAsync();
        var body = Encoding.UTF8.GetBytes(Bodies.Order(5, total: new string('1', 40_000)));
        var id = await Edge.IdAsync(await stage.Edge.PostAsync(Edge.StoreId, body, Edge.Signed("order.updated", body), chunked: true));
        Assert.Equal(body, (await stage.Edge.RowAsync(id)).Body);
    }

    [Fact]
    public async Task A_ping_is_200_without_a_row_and_without_a_refusal()
    {
        await using var stage = await Stage.StartAsync();
        Assert.True((await Edge.Json(await stage.Edge.PostAsync(Samples.Delivery("0001")))).GetProperty("ping").GetBoolean());
        Assert.Equal(0, await stage.Edge.CountAsync());
    }

    [Fact]
    public async Task Different_deliveries_that_share_a_delivery_id_are_all_kept()
    {
        await using var stage = await Stage.StartAsync();
        for (var order = 1; order <= 5; order++) await Edge.IdAsync(await stage.Edge.PostAsync("order.updated", Bodies.Order(order), deliveryId: "same"));
        Assert.Equal(5, await stage.Edge.CountAsync());
        await stage.Edge.SettledAsync();
        Assert.Equal(5, stage.Book.Newest(TargetBook.Supabase).Count);
    }

    [Fact]
    public async Task The_application_itself_takes_a_delivery()
    {
        await using var neighbours = await Neighbours.StartAsync();
        neighbours.Connect(Edge.StoreId, Samples.Secret);
        using var folder = new TempFolder();
        await using var app = WebhooksApp.Build(Edge.Arguments(neighbours, folder.Path));
        await app.StartAsync(Cancel);
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/webhooks/woocommerce/{Edge.StoreId}") { Content = new ByteArrayContent(Samples.Delivery("0165").Body) };
        foreach (var (name, value) in Edge.Signed("order.created", Samples.Delivery("0165").Body))
            if (!request.Headers.TryAddWithoutValidation(name, value)) request.Content.Headers.TryAddWithoutValidation(name, value);
        Assert.Equal(200, (int)(await http.SendAsync(request, Cancel)).StatusCode);
        Assert.Equal(200, (int)(await http.GetAsync("/health/ready", Cancel)).StatusCode);
        await app.StopAsync(Cancel);
    }
}
