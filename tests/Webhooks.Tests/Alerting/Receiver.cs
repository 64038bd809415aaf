using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Webhooks.Alerting.Telling;

namespace Webhooks.Tests.Alerting;

/// <summary>Whoever wants to hear of alerts: keeps every post, checks its signature, and answers as the test says.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private readonly WebApplication _app;

    private Receiver(WebApplication app) => _app = app;

    /// <summary>One post.</summary>
    public sealed record Post(string Id, long Timestamp, bool Signed, int Answered, JsonElement Body)
    {
        public string Type => Body.GetProperty("type").GetString()!;

        public string? Subject => Data.GetProperty("subject").GetString();

        public JsonElement Data => Body.GetProperty("data");
    }

    public ConcurrentQueue<Post> Posts { get; } = new();

    /// <summary>Calls of the address that a redirect points to.</summary>
    public int Followed;

    public volatile int Status = 204;

    public string Url => $"{_app.Urls.First()}/alerts";

    public string[] Settings => ["--Alerts:Webhook:Url", Url, "--Alerts:Webhook:Secret", Secret];

    public IReadOnlyList<string> Types => [.. Posts.Select(post => post.Type)];

    public static async Task<Receiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var receiver = new Receiver(app);
        app.MapPost("/alerts", receiver.TakeAsync);
        app.MapFallback(() => { Interlocked.Increment(ref receiver.Followed); return Results.NoContent(); });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext http)
    {
        using var read = new MemoryStream();
        await http.Request.Body.CopyToAsync(read);
        var (id, timestamp) = (http.Request.Headers["webhook-id"].ToString(), long.Parse(http.Request.Headers["webhook-timestamp"].ToString(), System.Globalization.CultureInfo.InvariantCulture));
        var signature = WebhookSignature.Of(WebhookSignature.Key(Secret)!, id, DateTimeOffset.FromUnixTimeSeconds(timestamp), read.ToArray());
        var status = Status;
        Posts.Enqueue(new Post(id, timestamp, http.Request.Headers["webhook-signature"] == signature && http.Request.ContentType == "application/json", status, JsonElement.Parse(read.ToArray())));
        http.Response.StatusCode = status;
        if (status == 302) http.Response.Headers.Location = $"{_app.Urls.First()}/elsewhere";
    }
}
