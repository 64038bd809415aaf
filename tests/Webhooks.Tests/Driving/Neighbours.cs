using System.Collections.Concurrent;
using System.Text.Json;
using Contracts;
using Hosting;
using Hosting.Secrets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Webhooks.Tests.Driving;

/// <summary>The services beside Webhooks, over HTTP: Credentials, and what the targets say when they are asked what became of a record.</summary>
public sealed class Neighbours : IAsyncDisposable
{
    public const string ServiceKey = "service-key-of-the-tests";

    private readonly WebApplication _app;

    private Neighbours(WebApplication app) => _app = app;

    public string Url => _app.Urls.First();

    /// <summary>What Credentials holds.</summary>
    public ConcurrentDictionary<string, ActiveCredential> Held { get; } = new();

    /// <summary>In place of an answer of Credentials; null lets it answer.</summary>
    public volatile Func<HttpContext, Task>? Trouble;

    /// <summary>How often a single credential was asked for.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>What the targets answer when they are asked; nothing where nothing is settled.</summary>
    public Func<string, JsonElement, IEnumerable<RecordSettled>> Settled { get; set; } = (_, _) => [];

    /// <summary>How records stand that are not settled.</summary>
    public Func<string, JsonElement, IEnumerable<RecordStanding>> Standing { get; set; } = (_, _) => [];

    /// <summary>What targets were told of cancelled and resumed runs, as <c>quickbooks cancel</c>.</summary>
    public ConcurrentQueue<string> Stops { get; } = new();

    /// <summary>A target that does not answer when it is told of a cancelled run.</summary>
    public volatile string? Deaf;

    /// <summary>Answers every other question; 404 where there is nobody to.</summary>
    public Func<HttpContext, Task<IResult>> Other { get; set; } = _ => Task.FromResult(Results.NotFound());

    /// <summary>What the targets answer when a dry run asks: that they would create everything.</summary>
    public Func<string, PlanQuestion, Task<PlanAnswer>> Plans { get; set; } = (_, question) => Task.FromResult(Created(question));

    public static PlanAnswer Created(PlanQuestion question) => new()
    {
        Records = [.. question.Records.Select(record => new PlanLine(record.Key, RecordOutcome.Created, null, null, null, question.Entity == Entities.Orders ? 10.25m : null, question.Entity == Entities.Orders ? "USD" : null))],
    };

    public static async Task<Neighbours> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var neighbours = new Neighbours(app);
        app.Use((http, next) => http.Request.Headers["X-Service-Key"] == ServiceKey ? next(http) : Results.StatusCode(401).ExecuteAsync(http));
        app.MapGet("/internal/credentials", neighbours.FindAsync);
        app.MapPost("/internal/{target}/settled", (string target, JsonElement body) => Results.Json(
            neighbours.Settled(target, body).Select(settled => new RecordStanding { Entity = settled.Entity, Key = settled.Key, Modified = settled.Modified, Seq = settled.Seq, State = "Synced", Settled = settled })
                .Concat(neighbours.Standing(target, body)), PlatformSetup.Json));
        app.MapPost("/internal/{target}/runs/{syncId:guid}/{word}", (string target, Guid syncId, string word, JsonElement body) =>
        {
            if (neighbours.Deaf == target) return Results.StatusCode(503);
            Assert.True(body.GetProperty("at").GetDateTimeOffset() > DateTimeOffset.UnixEpoch);
            neighbours.Stops.Enqueue($"{target} {word}");
            return Results.Json(new { cancelled = 0 }, PlatformSetup.Json);
        });
        app.MapFallback(async (HttpContext http) => await (await neighbours.Other(http)).ExecuteAsync(http));
        app.MapPost("/internal/{target}/plan", async (string target, JsonElement body) => Results.Json(await neighbours.Plans(target, body.Deserialize<PlanQuestion>(PlatformSetup.Json)!), PlatformSetup.Json));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return neighbours;
    }

    /// <summary>A store and the two targets of its tenant.</summary>
    public void Connect(string store, string secret, string shopUrl = "http://127.0.0.1:1", string tenant = "tenant-1", params string[] targets)
    {
        Held[store] = Store(store, secret, shopUrl, tenant);
        foreach (var target in targets is [] ? ["quickbooks", "supabase"] : targets)
            Held[$"{target}-{tenant}"] = new ActiveCredential { Id = $"{target}-{tenant}", TenantId = tenant, Platform = target, Fields = new Dictionary<string, string>() };
    }

    public void Secret(string store, string secret, string? previous = null)
    {
        var fields = new Dictionary<string, string>(Held[store].Fields) { ["webhook_secret"] = secret };
        if (previous is not null) fields["previous_webhook_secret"] = previous;
        Held[store] = Held[store] with { Fields = fields };
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private static ActiveCredential Store(string id, string secret, string shopUrl, string tenant) => new()
    {
        Id = id, TenantId = tenant, Platform = "woocommerce",
        Fields = new Dictionary<string, string>
        {
            ["store_url"] = shopUrl, ["webhook_secret"] = secret,
            ["consumer_key"] = global::Sandbox.WooCommerce.Reading.ApiKeys.ReadKey, ["consumer_secret"] = global::Sandbox.WooCommerce.Reading.ApiKeys.ReadSecret,
        },
    };

    private async Task FindAsync(HttpContext http)
    {
        var (id, platform) = (http.Request.Query["id"].ToString(), http.Request.Query["platform"].ToString());
        if (id.Length > 0) Asked.Enqueue(id);
        if (Trouble is { } trouble)
        {
            await trouble(http);
            return;
        }
        await http.Response.WriteAsJsonAsync(Held.Values.Where(held => held.Id == id || held.Platform == platform), PlatformSetup.Json);
    }
}
