using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Hosting;
using Hosting.Settings;
using Microsoft.Extensions.Options;
using Webhooks.Records;

namespace Webhooks.Alerting.Watching;

/// <summary>
/// The open alerts of Credentials, kept among our own so that they are told in the same way: each once, whoever asks how often. One that was
/// resolved there and raised again is another one.
/// </summary>
public sealed class CredentialsAlerts(IHttpClientFactory clients, ServiceAddresses addresses, IOptions<ServicesOptions> services, AlertBook book)
{
    private const string Origin = "credentials/";

    /// <summary>Takes over what is open there now; answers why that cannot be known, or null.</summary>
    public async Task<string?> TakeOverAsync(CancellationToken cancel)
    {
        IReadOnlyList<Theirs>? theirs;
        try
        {
            theirs = await AskAsync(cancel);
        }
        catch (Exception e) when (e is HttpRequestException or InvalidOperationException or JsonException or NotSupportedException || (e is TaskCanceledException && !cancel.IsCancellationRequested))
        {
            return $"The Credentials service does not answer: {e.Message}";
        }
        if (theirs is null) return null;
        var open = (await book.OpenAsync(null, cancel)).Where(alert => alert.Origin?.StartsWith(Origin, StringComparison.Ordinal) == true);
        foreach (var gone in open.Where(alert => theirs.All(one => one.Origin != alert.Origin))) await book.ResolveAsync(gone.Kind, gone.Subject, cancel);
        foreach (var one in theirs) await book.RaiseAsync(one.KindName, one.Subject, one.Message, one.Step, one.Origin, cancel);
        return null;
    }

    // Null where the service is too old to be asked.
    private async Task<IReadOnlyList<Theirs>?> AskAsync(CancellationToken cancel)
    {
        using var client = clients.CreateClient(TargetServices.HttpClientName);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(addresses.Of("Credentials"), "/internal/credentials/alerts"));
        request.Headers.Add("X-Service-Key", services.Value.Key);
        using var response = await client.SendAsync(request, cancel);
        if (response.StatusCode == HttpStatusCode.NotFound) return null;
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<List<Theirs>>(PlatformSetup.Json, cancel);
    }

    private sealed record Theirs(long Id, string Kind, string Subject, string Message, int? Days)
    {
        public string Origin => $"{CredentialsAlerts.Origin}{Id}";

        public string KindName => JsonNamingPolicy.SnakeCaseLower.ConvertName(Kind);

        public string Step => Days is { } days ? $"{days} days" : "";
    }
}
