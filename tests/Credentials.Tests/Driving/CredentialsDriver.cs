using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Hosting.Secrets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Credentials.Tests.Driving;

/// <summary>The real service on a free port, and what a caller does with it.</summary>
public sealed class CredentialsDriver : IAsyncDisposable
{
    public const string ApiKey = "api-key-of-the-tests";
    public const string ServiceKey = "service-key-of-the-tests";

    /// <summary>Base64 of 32 bytes that are all 1.</summary>
    public static readonly string Key1 = Key(1);

    public static readonly string Key2 = Key(2);

    private readonly WebApplication _app;
    private readonly TempFolder? _own;

    private CredentialsDriver(WebApplication app, TempFolder? own, MovableClock clock, LogLines logs)
    {
        (_app, _own, Clock, Logs) = (app, own, clock, logs);
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.First()) };
    }

    public HttpClient Http { get; }

    public MovableClock Clock { get; }

    public LogLines Logs { get; }

    public IServiceProvider Services => _app.Services;

    public static string Key(byte of) => Convert.ToBase64String(Enumerable.Repeat(of, 32).ToArray());

    public static async Task<CredentialsDriver> StartAsync(TempFolder? folder = null, string? keys = null, MovableClock? clock = null, params string[] settings)
    {
        var own = folder is null ? new TempFolder() : null;
        clock ??= new MovableClock();
        var logs = new LogLines();
        var app = CredentialsApp.Build(Arguments(folder ?? own!, keys ?? Key1, settings), builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(clock);
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton<ILoggerProvider>(logs);
        });
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await app.DisposeAsync();
            own?.Dispose();
            throw;
        }
        return new(app, own, clock, logs);
    }

    public static string[] Arguments(TempFolder folder, string keys, params string[] settings) =>
    [
        "--urls", "http://127.0.0.1:0", $"--Platform:DataDirectory={folder.Path}", $"--Platform:ApiKey={ApiKey}", $"--Services:Key={ServiceKey}",
        $"--INTEGRATION_ENCRYPTION_KEY={keys}", "--Platform:AllInOne=true",
        "--QuickBooks:TokenUrl=http://127.0.0.1:1/tokens", "--QuickBooks:RevokeUrl=http://127.0.0.1:1/revoke", .. settings, // never the real ones
    ];

    public Task<Answer> PutAsync(string id, object body) => SendAsync(HttpMethod.Put, $"/api/credentials/{id}", JsonContent.Create(body));

    public Task<Answer> PutJsonAsync(string id, string json) =>
        SendAsync(HttpMethod.Put, $"/api/credentials/{id}", new StringContent(json, null, "application/json"));

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<Answer> PostAsync(string path) => SendAsync(HttpMethod.Post, path, null);

    /// <summary>How things stand with the company of a credential.</summary>
    public async Task<JsonElement> ConnectionAsync(string id = "books") => (await GetAsync($"/api/credentials/{id}")).Json.GetProperty("connection");

    public async Task<List<JsonElement>> AlertsAsync(string query = "") => [.. (await GetAsync($"/api/credentials/alerts{query}")).Json.EnumerateArray()];

    /// <summary>Waits until so many alerts are open, and returns them.</summary>
    public async Task<List<JsonElement>> OpenAlertsAsync(int count)
    {
        List<JsonElement> open = [];
        await Testing.Waiting.Until.TrueAsync(async () => (open = await AlertsAsync("?open=true")).Count == count, $"{count} open alerts");
        return open;
    }

    public Task<Answer> DeleteAsync(string id) => SendAsync(HttpMethod.Delete, $"/api/credentials/{id}", null);

    public Task<Answer> InternalAsync(string query) => SendAsync(HttpMethod.Get, $"/internal/credentials?{query}", null);

    public Task<Answer> AccessTokenAsync(string id, string? refused = null) =>
        SendAsync(HttpMethod.Post, $"/internal/credentials/{id}/access-token", JsonContent.Create(new { refused }));

    /// <summary>The client that the other services use, asking this very service.</summary>
    public CredentialsClient Client => Services.GetRequiredService<CredentialsClient>();

    private async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        if (path.StartsWith("/internal", StringComparison.Ordinal)) request.Headers.Add("X-Service-Key", ServiceKey);
        else request.Headers.Add("X-Api-Key", ApiKey);
        request.Headers.Accept.Add(new("application/json"));
        using var response = await Http.SendAsync(request);
        return new(response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.Location);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _own?.Dispose();
    }
}

/// <summary>What came back.</summary>
public sealed record Answer(HttpStatusCode Status, string Body, Uri? Location)
{
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Body);

    public string? Code => Json.GetProperty("code").GetString();

    public string? Detail => Json.GetProperty("detail").GetString();

    /// <summary>The messages of one field of a validation problem.</summary>
    public string Error(string field) =>
        Json.GetProperty("errors").TryGetProperty(field, out var messages) ? messages[0].GetString()! : throw new KeyNotFoundException($"{field} is not in {Body}");
}
