using System.Net.Http.Json;
using Hosting;
using Hosting.Settings;
using Microsoft.Extensions.Options;

namespace Webhooks.Records;

/// <summary>The target services over HTTP, for what is asked and not announced.</summary>
public sealed class TargetServices(IHttpClientFactory clients, ServiceAddresses addresses, IOptions<ServicesOptions> services, IOptions<SyncOptions> sync)
{
    internal const string HttpClientName = "targets";

    /// <summary>All targets.</summary>
    public IReadOnlyList<string> All => sync.Value.TargetList();

    /// <summary>Asks one target.</summary>
    /// <exception cref="TargetAwayException">It does not answer; the message names it.</exception>
    public Task<T> GetAsync<T>(string target, string path, CancellationToken cancel) => SendAsync<T>(target, HttpMethod.Get, path, null, cancel);

    /// <summary>Asks one target with a body; <paramref name="atMost"/> for what takes longer than most questions.</summary>
    /// <exception cref="TargetAwayException">It does not answer; the message names it.</exception>
    public Task<T> PostAsync<T>(string target, string path, object body, CancellationToken cancel, TimeSpan? atMost = null) =>
        SendAsync<T>(target, HttpMethod.Post, path, JsonContent.Create(body, options: PlatformSetup.Json), cancel, atMost);

    private async Task<T> SendAsync<T>(string target, HttpMethod method, string path, HttpContent? body, CancellationToken cancel, TimeSpan? atMost = null)
    {
        try
        {
            using var client = clients.CreateClient(HttpClientName);
            if (atMost is { } limit) client.Timeout = limit;
            using var request = new HttpRequestMessage(method, new Uri(addresses.Of(ServiceOf(target)), $"/internal/{target}{path}")) { Content = body };
            request.Headers.Add("X-Service-Key", services.Value.Key);
            using var response = await client.SendAsync(request, cancel);
            response.EnsureSuccessStatusCode();
            return (await response.Content.ReadFromJsonAsync<T>(PlatformSetup.Json, cancel))!;
        }
        catch (Exception e) when (e is HttpRequestException or InvalidOperationException or System.Text.Json.JsonException || (e is TaskCanceledException && !cancel.IsCancellationRequested))
        {
            throw new TargetAwayException(target, e);
        }
    }

    // A further target is its own service, found under Services:{target}:BaseUrl.
    private static string ServiceOf(string target) => target switch { "quickbooks" => "QboSync", "supabase" => "SupabaseSync", _ => target };
}

/// <summary>A target service does not answer.</summary>
public sealed class TargetAwayException(string target, Exception inner) : Exception($"The {target} service does not answer: {inner.Message}", inner)
{
    /// <summary>Which one.</summary>
    public string Target { get; } = target;
}
