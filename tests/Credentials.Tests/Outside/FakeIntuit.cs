using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Credentials.Tests.Outside;

/// <summary>
/// Intuit's token endpoint at its strictest: every refresh rotates the refresh token and ends the one before it at once. Codes serve once.
/// </summary>
public sealed class FakeIntuit : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Lock _lock = new();
    private int _count;

    private FakeIntuit(WebApplication app) => _app = app;

    public const string ClientId = "ClientIdOfTheApp";

    /// <summary>The only refresh token that lives.</summary>
    public string RefreshToken { get; set; } = "refresh-0";

    /// <summary>Older refresh tokens that Intuit takes all the same.</summary>
    public ConcurrentBag<string> StillTaken { get; } = [];

    /// <summary>Whether a refresh gives another refresh token.</summary>
    public bool Rotates { get; set; } = true;

    /// <summary>Seconds until the consent ends; null where Intuit does not say.</summary>
    public long? HardExpiresIn { get; set; }

    /// <summary>Seconds until the refresh token ends.</summary>
    public long RefreshExpiresIn { get; set; } = 8_726_400;

    /// <summary>What revoking answers.</summary>
    public int RevokeStatus { get; set; } = 200;

    /// <summary>The only access token that lives.</summary>
    public string AccessToken { get; set; } = "access-0";

    public string ClientSecret { get; set; } = Driving.Bodies.ClientSecret;

    public int ExpiresIn { get; set; } = 3600;

    /// <summary>Answers in its place, once each, in order.</summary>
    public ConcurrentQueue<Func<HttpContext, Task>> Faults { get; } = new();

    /// <summary>Runs inside of a refresh, before the answer is made.</summary>
    public Func<Task>? DuringRefresh { get; set; }

    /// <summary>Every refresh token that was sent, and every code.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    public ConcurrentQueue<string> Revoked { get; } = new();

    /// <summary>Codes that a person's consent brought, with the address that the exchange must name.</summary>
    public ConcurrentDictionary<string, string> Codes { get; } = new();

    /// <summary>What companyinfo answers, by realm; a realm that is not here is not this app's.</summary>
    public ConcurrentDictionary<string, string> Companies { get; } = new();

    public string Url => _app.Urls.First();

    public string[] Settings =>
    [
        $"--QuickBooks:TokenUrl={Url}/tokens/bearer", $"--QuickBooks:RevokeUrl={Url}/tokens/revoke",
        $"--QuickBooks:AuthorizeUrl={Url}/connect/oauth2", $"--QuickBooks:ApiBaseUrl={Url}",
    ];

    public static async Task<FakeIntuit> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var fake = new FakeIntuit(app);
        app.MapPost("/tokens/bearer", fake.TokenAsync);
        app.MapPost("/tokens/revoke", fake.RevokeAsync);
        app.MapGet("/v3/company/{realm}/companyinfo/{id}", fake.CompanyAsync);
        await app.StartAsync();
        return fake;
    }

    private async Task TokenAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        Asked.Enqueue(form["refresh_token"].FirstOrDefault() ?? form["code"].First()!);
        if (DuringRefresh is { } during) await during();
        if (Faults.TryDequeue(out var fault))
        {
            await fault(http);
            return;
        }
        if (http.Request.Headers.Authorization != Basic()) await AnswerAsync(http, 401, new { error = "invalid_client" });
        else if (!Granted(form)) await AnswerAsync(http, 400, new { error = "invalid_grant", error_description = "Incorrect or invalid refresh token" });
        else await AnswerAsync(http, 200, Rotate(http.Request.Headers["x-include-refresh-token-hard-expires-in"] == "true"));
    }

    /// <summary>A refresh that Intuit carries out and whose answer is lost on the way.</summary>
    public Task RotateAndDropAsync(HttpContext http)
    {
        Rotate(false);
        http.Abort();
        return Task.CompletedTask;
    }

    private bool Granted(IFormCollection form)
    {
        lock (_lock)
        {
            return form["grant_type"] == "authorization_code"
                ? Codes.TryRemove(form["code"].First()!, out var redirect) && form["redirect_uri"] == redirect
                : form["refresh_token"] == RefreshToken || StillTaken.Contains(form["refresh_token"].First()!);
        }
    }

    private Dictionary<string, object> Rotate(bool withHardEnd)
    {
        lock (_lock)
        {
            var n = ++_count;
            if (Rotates) RefreshToken = $"refresh-{n}";
            AccessToken = $"access-{n}";
            var answer = new Dictionary<string, object>
            {
                ["token_type"] = "bearer", ["access_token"] = AccessToken, ["expires_in"] = ExpiresIn, ["refresh_token"] = RefreshToken, ["x_refresh_token_expires_in"] = RefreshExpiresIn,
            };
            if (withHardEnd && HardExpiresIn is { } seconds) answer["x_refresh_token_hard_expires_in"] = seconds;
            return answer;
        }
    }

    private async Task RevokeAsync(HttpContext http)
    {
        var body = await http.Request.ReadFromJsonAsync<JsonElement>();
        if (http.Request.Headers.Authorization != Basic()) http.Response.StatusCode = 401;
        else http.Response.StatusCode = RevokeStatus;
        if (http.Response.StatusCode == 200) Revoked.Enqueue(body.GetProperty("token").GetString()!);
    }

    private async Task CompanyAsync(HttpContext http, string realm)
    {
        if (http.Request.Headers.Authorization != $"Bearer {AccessToken}")
            await AnswerAsync(http, 401, new { fault = new { error = new[] { new { message = "message=AuthenticationFailed; errorCode=003200; statusCode=401", code = "3200" } }, type = "AUTHENTICATION" } });
        else if (!Companies.TryGetValue(realm, out var name))
            await AnswerAsync(http, 403, new { fault = new { error = new[] { new { message = "message=ApplicationAuthorizationFailed; errorCode=003100; statusCode=403", code = "3100" } }, type = "SERVICE" } });
        else await AnswerAsync(http, 200, new { CompanyInfo = new { CompanyName = name, Id = "1" } });
    }

    private string Basic() => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{ClientId}:{ClientSecret}"));

    public static Task AnswerAsync(HttpContext http, int status, object body)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsync(JsonSerializer.Serialize(body));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(true));
        await _app.DisposeAsync();
    }
}
