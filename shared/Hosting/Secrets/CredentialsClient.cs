using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Hosting.Settings;
using Microsoft.Extensions.Options;

namespace Hosting.Secrets;

/// <summary>
/// Asks Credentials, the only holder of secrets, over HTTP. What it says is kept in memory for <see cref="CacheFor"/> and dropped when
/// <c>CredentialsChanged</c> says so; the same question asked by many at once is asked once.
/// </summary>
public sealed class CredentialsClient(
    IHttpClientFactory clients, ServiceAddresses addresses, IOptions<ServicesOptions> services, TimeProvider clock)
{
    /// <summary>How long an answer is used again.</summary>
    public static readonly TimeSpan CacheFor = TimeSpan.FromSeconds(30);

    private const int MostKept = 10_000;

    internal const string HttpClientName = "credentials";

    private readonly ConcurrentDictionary<string, Kept> _kept = new();

    private sealed record Kept(DateTimeOffset Until, Lazy<Task<IReadOnlyList<ActiveCredential>>> Answer);

    /// <summary>The active credential with this id, or null where there is none.</summary>
    /// <exception cref="CredentialsUnavailableException">Credentials cannot be asked.</exception>
    public async Task<ActiveCredential?> FindAsync(string credentialId, CancellationToken cancel) =>
        (await AskAsync($"id={Uri.EscapeDataString(credentialId)}", cancel)).SingleOrDefault();

    /// <summary>All active credentials of a platform, of every tenant.</summary>
    /// <exception cref="CredentialsUnavailableException">Credentials cannot be asked.</exception>
    public Task<IReadOnlyList<ActiveCredential>> ActiveAsync(string platform, CancellationToken cancel) =>
        AskAsync($"platform={Uri.EscapeDataString(platform)}", cancel);

    /// <summary>The tenant's active credential of a target platform, or null; a tenant has at most one.</summary>
    /// <exception cref="CredentialsUnavailableException">Credentials cannot be asked.</exception>
    public async Task<ActiveCredential?> TargetAsync(string tenantId, string platform, CancellationToken cancel) =>
        (await ActiveAsync(platform, cancel)).FirstOrDefault(credential => credential.TenantId == tenantId);

    /// <summary>
    /// An access token for a QuickBooks company. After a 401 the refused token is named, so that Credentials refreshes only where nobody
    /// else has done so meanwhile.
    /// </summary>
    /// <exception cref="CredentialsUnavailableException">Credentials cannot be asked, or Intuit cannot be reached.</exception>
    /// <exception cref="ReconnectRequiredException">A person must connect the company again.</exception>
    public async Task<string> AccessTokenAsync(string credentialId, string? refused, CancellationToken cancel)
    {
        using var response = await SendAsync(HttpMethod.Post, $"/internal/credentials/{Uri.EscapeDataString(credentialId)}/access-token",
            JsonContent.Create(new { refused }), cancel);
        if (response.StatusCode == HttpStatusCode.Conflict) throw new ReconnectRequiredException(await DetailAsync(response, cancel));
        if (!response.IsSuccessStatusCode) throw new CredentialsUnavailableException(await DetailAsync(response, cancel));
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(cancel);
        return answer.GetProperty("access_token").GetString()!;
    }

    /// <summary>Forgets everything that was kept.</summary>
    public void Drop() => _kept.Clear();

    private async Task<IReadOnlyList<ActiveCredential>> AskAsync(string query, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (_kept.Count >= MostKept) Drop(); // ids come from addresses that anyone may call
        var kept = _kept.AddOrUpdate(query, _ => Ask(query, now), (_, old) => old.Until > now ? old : Ask(query, now));
        try
        {
            return await kept.Answer.Value.WaitAsync(cancel);
        }
        catch (CredentialsUnavailableException)
        {
            _kept.TryRemove(KeyValuePair.Create(query, kept)); // a failure is never kept
            throw;
        }
    }

    private Kept Ask(string query, DateTimeOffset now) =>
        new(now + CacheFor, new(() => ReadAsync(query), LazyThreadSafetyMode.ExecutionAndPublication));

    // Not cancelled by one caller: others wait for the same answer. The client's own time limit ends it.
    private async Task<IReadOnlyList<ActiveCredential>> ReadAsync(string query)
    {
        using var response = await SendAsync(HttpMethod.Get, $"/internal/credentials?{query}", null, CancellationToken.None);
        if (!response.IsSuccessStatusCode)
            throw new CredentialsUnavailableException(await DetailAsync(response, CancellationToken.None));
        try
        {
            return await response.Content.ReadFromJsonAsync<List<ActiveCredential>>(PlatformSetup.Json) ?? [];
        }
        catch (Exception e) when (e is JsonException or HttpRequestException or IOException or NotSupportedException or OperationCanceledException)
        {
            // A proxy's page, or an answer that broke off: as good as none.
            throw new CredentialsUnavailableException($"{addresses.Of("Credentials")} did not answer as the Credentials service does: {e.Message}", e);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? body, CancellationToken cancel)
    {
        try
        {
            using var client = clients.CreateClient(HttpClientName);
            using var request = new HttpRequestMessage(method, new Uri(addresses.Of("Credentials"), path)) { Content = body };
            request.Headers.Add("X-Service-Key", services.Value.Key);
            return await client.SendAsync(request, cancel);
        }
        catch (Exception e) when (e is HttpRequestException or InvalidOperationException || (e is TaskCanceledException && !cancel.IsCancellationRequested))
        {
            throw new CredentialsUnavailableException($"The Credentials service cannot be reached: {e.Message}", e);
        }
    }

    private static async Task<string> DetailAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        try
        {
            var problem = await response.Content.ReadFromJsonAsync<JsonElement>(cancel);
            if (problem.ValueKind == JsonValueKind.Object && problem.TryGetProperty("detail", out var detail) && detail.ValueKind == JsonValueKind.String) return detail.GetString()!;
        }
        catch (Exception e) when (e is JsonException or HttpRequestException or IOException or NotSupportedException)
        {
            // Not a problem document; the status says what there is to say.
        }
        return $"Credentials answered {(int)response.StatusCode}.";
    }
}
