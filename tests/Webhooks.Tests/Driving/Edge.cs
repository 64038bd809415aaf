using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Contracts;
using Hosting;
using Hosting.Bus;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Webhooks.Journal;
using Webhooks.Runs;
using Woo.Reading;
using Woo.Verifying;

namespace Webhooks.Tests.Driving;

/// <summary>The Webhooks service on a free port of 127.0.0.1, with its neighbours, and targets on its in-memory bus.</summary>
public sealed class Edge : IAsyncDisposable
{
    public const string ApiKey = "api-key-of-the-tests";
    public const string StoreId = "shop-1";

    private readonly WebApplication _app;

    private Edge(WebApplication app, Neighbours neighbours, TargetBook book, MovableClock clock, string folder)
    {
        (_app, Neighbours, Book, Clock, Folder) = (app, neighbours, book, clock, folder);
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        Http.DefaultRequestHeaders.Add("X-Api-Key", ApiKey);
    }

    public HttpClient Http { get; }

    public Neighbours Neighbours { get; }

    public TargetBook Book { get; }

    public MovableClock Clock { get; }

    public string Folder { get; }

    public IServiceProvider Services => _app.Services;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Starts it; the composition is <see cref="WebhooksApp"/>'s with the targets' consumers beside its own.</summary>
    public static async Task<Edge> StartAsync(Neighbours neighbours, string folder, MovableClock? clock = null, TargetBook? book = null, Action<WebApplicationBuilder>? more = null, params string[] settings)
    {
        (clock, book) = (clock ?? new(), book ?? new());
        var builder = WebApplication.CreateBuilder(Arguments(neighbours, folder, settings));
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.AddPlatform("webhooks", 8080);
        builder.AddReceiving();
        builder.AddRuns();
        builder.AddRequesting();
        builder.AddResyncing();
        builder.AddSweeping();
        builder.AddDoctoring();
        builder.Services.AddSingleton(book);
        builder.AddBus(ReceivingSetup.Consumers, RunsSetup.Consumers, ResyncingSetup.Consumers, bus =>
        {
            bus.AddConsumer<QuickBooksTarget>().Endpoint(endpoint => endpoint.Name = "quickbooks-all");
            bus.AddConsumer<SupabaseTarget>().Endpoint(endpoint => endpoint.Name = "supabase-all");
        });
        builder.Services.Configure<WooHttpOptions>(woo => woo.Retries = 0);
        more?.Invoke(builder);
        var app = builder.Build().UsePlatform();
        app.MapReceiving();
        app.MapRuns();
        app.MapRequesting();
        app.MapSweeping();
        app.MapDoctoring();
        app.MapRecords();
        await app.StartAsync(Cancel);
        return new Edge(app, neighbours, book, clock, folder);
    }

    public static string[] Arguments(Neighbours neighbours, string folder, params string[] settings) =>
    [
        "--urls", "http://127.0.0.1:0", "--Platform:DataDirectory", folder, "--Platform:ApiKey", ApiKey, "--Services:Key", Neighbours.ServiceKey, "--Platform:AllInOne", "true",
        "--Sweeps:Enabled", "false", "--Webhooks:WatchMinutes", "0", "--Webhooks:HoldForeignSources", "false", // for those who ask for them: recordings name another shop than the test's
        "--Services:Credentials:BaseUrl", neighbours.Url, "--Services:QboSync:BaseUrl", neighbours.Url, "--Services:SupabaseSync:BaseUrl", neighbours.Url,
        "--Serilog:MinimumLevel:Default", Environment.GetEnvironmentVariable("WEBHOOKS_TESTS_LOG") ?? "Fatal",
        "--Serilog:MinimumLevel:Override:Microsoft", "Fatal", "--Serilog:MinimumLevel:Override:Microsoft.Hosting.Lifetime", "Fatal", "--Serilog:MinimumLevel:Override:MassTransit", "Fatal", .. settings,
    ];

    public JournalDb Journal() => Services.GetRequiredService<IDbContextFactory<JournalDb>>().CreateDbContext();

    public RunsDb Runs() => Services.GetRequiredService<IDbContextFactory<RunsDb>>().CreateDbContext();

    public Task PublishAsync<T>(T message) where T : class => Services.GetRequiredService<IBus>().Publish(message, Cancel);

    /// <summary>Posts a recording with its original headers.</summary>
    public Task<HttpResponseMessage> PostAsync(Sample sample, string store = StoreId, byte[]? body = null, bool lower = false) =>
        PostAsync(store, body ?? sample.Body, sample.Headers.Select(header => lower ? KeyValuePair.Create(header.Key.ToLowerInvariant(), header.Value) : header));

    /// <summary>Posts a body signed for <paramref name="topic"/> as WooCommerce does.</summary>
    public Task<HttpResponseMessage> PostAsync(string topic, string body, string secret = Samples.Secret, string store = StoreId, string deliveryId = "d1", int webhook = 2) =>
        PostAsync(store, Encoding.UTF8.GetBytes(body), Signed(topic, Encoding.UTF8.GetBytes(body), secret, deliveryId, webhook));

    public static IEnumerable<KeyValuePair<string, string>> Signed(string topic, byte[] body, string secret = Samples.Secret, string deliveryId = "d1", int webhook = 2) =>
    [
        new("Content-Type", "application/json"), new("X-WC-Webhook-Source", "http://shop.example/"), new("X-WC-Webhook-Topic", topic),
        new("X-WC-Webhook-Signature", WooSignature.Compute(body, secret)), new("X-WC-Webhook-ID", $"{webhook}"), new("X-WC-Webhook-Delivery-ID", deliveryId),
    ];

    public async Task<HttpResponseMessage> PostAsync(string store, byte[] body, IEnumerable<KeyValuePair<string, string>> headers, bool chunked = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/webhooks/woocommerce/{store}");
        request.Content = chunked ? new StreamContent(new Unseekable(body)) : new ByteArrayContent(body);
        if (chunked) request.Headers.TransferEncodingChunked = true;
        foreach (var (name, value) in headers)
        {
            if (name.ToLowerInvariant() is "host" or "content-length" or "connection" or "accept-encoding") continue;
            if (!request.Headers.TryAddWithoutValidation(name, value)) request.Content.Headers.TryAddWithoutValidation(name, value);
        }
        return await Http.SendAsync(request, Cancel);
    }

    public async Task<JsonElement> GetAsync(string path, int status = 200) => await Json(await Http.GetAsync(path, Cancel), status);

    public async Task<JsonElement> SendAsync(string path, string json, int status = 200) =>
        await Json(await Http.PostAsync(path, new StringContent(json, Encoding.UTF8, "application/json"), Cancel), status);

    public static async Task<JsonElement> Json(HttpResponseMessage response, int status = 200)
    {
        var text = await response.Content.ReadAsStringAsync(Cancel);
        Assert.True((int)response.StatusCode == status, $"{(int)response.StatusCode} instead of {status}: {text}");
        if (status >= 400) Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return JsonElement.Parse(text);
    }

    /// <summary>The journal row that an answer speaks of.</summary>
    public static async Task<long> IdAsync(HttpResponseMessage response) => (await Json(response)).GetProperty("id").GetInt64();

    public async Task<Delivery> RowAsync(long id)
    {
        await using var journal = Journal();
        return await journal.Deliveries.AsNoTracking().Include(row => row.Addressed).SingleAsync(row => row.Id == id, Cancel);
    }

    /// <summary>The row once it stands in the state.</summary>
    public async Task<Delivery> RowAsync(long id, DeliveryState state)
    {
        Delivery? row = null;
        await Until.TrueAsync(async () => (row = await RowAsync(id)).State == state, $"row {id} is {state}, it is {(await RowAsync(id)).State}");
        return row!;
    }

    /// <summary>Returns once nothing is left to judge, to read or to hand over.</summary>
    public async Task SettledAsync() => await Until.TrueAsync(async () =>
    {
        await using var journal = Journal();
        return !await journal.Deliveries.AnyAsync(row => row.DueAt != null, Cancel);
    }, "every journal row is settled");

    public async Task<int> CountAsync()
    {
        await using var journal = Journal();
        return await journal.Deliveries.CountAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private sealed class Unseekable(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
