using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Sandbox.WooCommerce.Reading;

namespace Sandbox.Tests.Driving;

/// <summary>The whole sandbox on a free port of 127.0.0.1, with a clock that a test may move, and a client for it.</summary>
public sealed class SandboxHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _nonce;

    private SandboxHost(WebApplication app, MovableClock clock)
    {
        _app = app;
        Clock = clock;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public MovableClock Clock { get; }

    public HttpClient Http { get; }

    public string Store => Http.BaseAddress + "woocommerce";

    /// <summary>The sandbox at its own pace: for clients that sign with the time of day.</summary>
    public static async Task<SandboxHost> StartAtRealTimeAsync()
    {
        var app = SandboxApp.Build(["--urls", "http://127.0.0.1:0"]);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new SandboxHost(app, new MovableClock(TimeProvider.System.GetUtcNow()));
    }

    public static async Task<SandboxHost> StartAsync(string? directory = null)
    {
        var clock = new MovableClock(new DateTimeOffset(2026, 11, 22, 15, 0, 0, TimeSpan.Zero));
        string[] args = ["--urls", "http://127.0.0.1:0", .. directory is null ? (string[])[] : ["--Sandbox:DataDirectory", directory]];
        var app = SandboxApp.Build(args, builder => builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new SandboxHost(app, clock);
    }

    /// <summary>A signed GET of the store's REST API; the path is without its base, such as <c>orders?page=2</c>.</summary>
    public Task<HttpResponseMessage> GetAsync(string path, string algorithm = "HMAC-SHA256") => SendAsync(HttpMethod.Get, path, null, algorithm);

    public async Task<JsonNode> ReadAsync(string path) => await Json(await GetAsync(path));

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, JsonNode? body = null, string algorithm = "HMAC-SHA256",
        string key = ApiKeys.ReadWriteKey, string secret = ApiKeys.ReadWriteSecret, bool inHeader = false, string? nonce = null, DateTimeOffset? at = null)
    {
        var request = Signed(method, path, algorithm, key, secret, inHeader, nonce, at);
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        return Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>A signed request, to be sent by the test itself.</summary>
    public HttpRequestMessage Signed(HttpMethod method, string path, string algorithm = "HMAC-SHA256",
        string key = ApiKeys.ReadWriteKey, string secret = ApiKeys.ReadWriteSecret, bool inHeader = false, string? nonce = null, DateTimeOffset? at = null)
    {
        var parts = path.Split('?', 2);
        var address = $"{Store}/wp-json/wc/v3/{parts[0]}";
        var query = parts.Length == 1 ? [] : parts[1].Split('&').Select(part => part.Split('=', 2)).Select(pair => KeyValuePair.Create(Uri.UnescapeDataString(pair[0]), Uri.UnescapeDataString(pair[1]))).ToList();
        List<KeyValuePair<string, string>> oauth =
        [
            new("oauth_consumer_key", key),
            new("oauth_timestamp", $"{(at ?? Clock.GetUtcNow()).ToUnixTimeSeconds()}"),
            new("oauth_nonce", nonce ?? $"n{Interlocked.Increment(ref _nonce)}"),
            new("oauth_signature_method", algorithm),
        ];
        oauth.Add(new("oauth_signature", OAuthSignature.Sign(method.Method, address, [.. query, .. oauth], secret, algorithm)));
        var request = new HttpRequestMessage(method, address + "?" + string.Join('&', (inHeader ? query : [.. query, .. oauth]).Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}")));
        if (inHeader) request.Headers.TryAddWithoutValidation("Authorization", "OAuth " + string.Join(", ", oauth.Select(pair => $"{pair.Key}=\"{Uri.EscapeDataString(pair.Value)}\"")));
        return request;
    }

    /// <summary>A call of the control API of the store, which must succeed.</summary>
    public async Task<JsonObject> ControlAsync(HttpMethod method, string path, object? body = null) =>
        (await Json(await TryControlAsync(method, "/control/woocommerce/" + path, body))).AsObject();

    public Task<HttpResponseMessage> TryControlAsync(HttpMethod method, string path, object? body = null)
    {
        var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = new StringContent(body as string ?? System.Text.Json.JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        return Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public static async Task<JsonNode> Json(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }

    public static async Task RefusedAsync(HttpResponseMessage response, int status, string code, string? message = null)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(status, (int)response.StatusCode);
        var body = JsonNode.Parse(text)!;
        Assert.Equal(code, (string?)body["code"]);
        Assert.Equal(status, (int)body["data"]!["status"]!);
        if (message is not null) Assert.Equal(message, (string?)body["message"]);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync(TestContext.Current.CancellationToken);
        await _app.DisposeAsync();
    }
}
