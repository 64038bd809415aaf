using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Credentials.Refusing;
using Microsoft.Extensions.Options;

namespace Credentials.Refreshing;

/// <summary>
/// Intuit's token endpoint. What it does not say clearly (time-out, 429, 5xx, a page instead of JSON) is a
/// <c>token_endpoint_unavailable</c> refusal: nothing is known and the stored tokens stay.
/// </summary>
internal sealed class IntuitTokens(IHttpClientFactory clients, IOptions<IntuitOptions> options, TimeProvider clock)
{
    public const string HttpClientName = "intuit-tokens";

    /// <summary>For one call; three of them fit into a lease: the newest refresh token twice, then the one before it.</summary>
    public static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(20);

    public Task<TokenAnswer> RefreshAsync(IntuitApp app, string refreshToken, CancellationToken cancel) =>
        AskAsync(app, new() { ["grant_type"] = "refresh_token", ["refresh_token"] = refreshToken }, cancel);

    public Task<TokenAnswer> ExchangeAsync(IntuitApp app, string code, string redirectUri, CancellationToken cancel) =>
        AskAsync(app, new() { ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = redirectUri }, cancel);

    /// <summary>Withdraws consent; either token of the pair ends both. False where Intuit did not confirm.</summary>
    public async Task<bool> RevokeAsync(IntuitApp app, string refreshToken, CancellationToken cancel)
    {
        using var request = Request(app, options.Value.RevokeUrl, JsonContent.Create(new { token = refreshToken }));
        using var client = clients.CreateClient(HttpClientName);
        using var response = await client.SendAsync(request, cancel);
        return response.IsSuccessStatusCode;
    }

    private async Task<TokenAnswer> AskAsync(IntuitApp app, Dictionary<string, string> form, CancellationToken cancel)
    {
        var asked = clock.GetUtcNow();
        using var request = Request(app, options.Value.TokenUrl, new FormUrlEncodedContent(form));
        request.Headers.Add("x-include-refresh-token-hard-expires-in", "true");
        try
        {
            using var client = clients.CreateClient(HttpClientName);
            using var response = await client.SendAsync(request, cancel);
            return Read((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancel), asked);
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            throw Refusals.TokenEndpointAway($"Intuit's token endpoint ({options.Value.TokenUrl}) did not answer: {e.Message} The stored tokens are kept; try again.", e);
        }
    }

    private TokenAnswer Read(int status, string body, DateTimeOffset asked)
    {
        var json = Json.Object(body);
        if (status == 200 && json.Text("access_token") is { Length: > 0 } access)
            return new TokenAnswer.Granted(access, asked + (Seconds(json, "expires_in") ?? TimeSpan.FromHours(1)),
                json.Text("refresh_token") is { Length: > 0 } refresh ? refresh : null,
                asked + Seconds(json, "x_refresh_token_expires_in"), asked + Seconds(json, "x_refresh_token_hard_expires_in"));
        if (status is >= 400 and < 500)
        {
            if (json.Text("error") == "invalid_grant") return new TokenAnswer.GrantRefused(json.Text("error_description") ?? "invalid_grant");
            if (json.Text("error") == "invalid_client") return new TokenAnswer.ClientRefused();
        }
        var error = json.Text("error") is { } named ? $" ({named})" : "";
        throw Refusals.TokenEndpointAway($"Intuit's token endpoint ({options.Value.TokenUrl}) answered {status}{error} and no token. The stored tokens are kept; try again.");
    }

    private static HttpRequestMessage Request(IntuitApp app, string url, HttpContent body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = body };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{app.ClientId}:{app.ClientSecret}")));
        request.Headers.Accept.Add(new("application/json"));
        return request;
    }

    private static TimeSpan? Seconds(JsonElement? json, string name) =>
        json is { } fields && fields.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var seconds) ? TimeSpan.FromSeconds(seconds) : null;
}
