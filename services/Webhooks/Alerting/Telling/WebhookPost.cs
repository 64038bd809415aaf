using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;

namespace Webhooks.Alerting.Telling;

/// <summary>Posts to <c>Alerts:Webhook:Url</c>, signed. The address itself may be a secret and is not named in what is said.</summary>
public sealed class WebhookPost(IHttpClientFactory clients, IOptions<AlertOptions> options, TimeProvider clock)
{
    internal const string HttpClientName = "alerts";
    private const string Url = "Alerts:Webhook:Url";

    /// <summary>One try.</summary>
    /// <param name="id">The header <c>webhook-id</c>.</param>
    /// <param name="body">JSON.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<Told> SendAsync(string id, byte[] body, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        try
        {
            using var client = clients.CreateClient(HttpClientName);
            using var request = new HttpRequestMessage(HttpMethod.Post, options.Value.Webhook.Url) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.TryAddWithoutValidation("webhook-id", id);
            request.Headers.TryAddWithoutValidation("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
            request.Headers.TryAddWithoutValidation("webhook-signature", WebhookSignature.Of(WebhookSignature.Key(options.Value.Webhook.Secret)!, id, now, body));
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            return Read(response, now);
        }
        catch (HttpRequestException e)
        {
            return new Told(Arrival.Failed, $"{Url}: the receiver cannot be reached: {e.Message}");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new Told(Arrival.Unknown, $"{Url}: the receiver did not answer in time.");
        }
    }

    private static Told Read(HttpResponseMessage response, DateTimeOffset now)
    {
        var status = (int)response.StatusCode;
        TimeSpan? wait = response.Headers.RetryAfter switch { { Delta: { } delta } => delta, { Date: { } date } when date > now => date - now, _ => null };
        return status switch
        {
            >= 200 and < 300 => new(Arrival.Arrived, $"The receiver answered {status}."),
            410 => new(Arrival.Unwanted, $"{Url}: the receiver answered 410 (gone): it wants no more of these. Set another address, or take the setting out."),
            >= 300 and < 400 => new(Arrival.Failed, $"{Url}: the receiver answered {status} with a redirect{To(response)}, which is not followed. Set the address that it points to.", wait),
            401 or 403 => new(Arrival.Failed, $"Alerts:Webhook:Secret: the receiver answered {status}. Look whether it has the same secret.", wait),
            >= 400 and < 500 => new(Arrival.Failed, $"{Url}: the receiver answered {status}. Look whether the address is right.", wait),
            _ => new(Arrival.Failed, $"{Url}: the receiver answered {status}.", wait),
        };
    }

    private static string To(HttpResponseMessage response) => response.Headers.Location is { IsAbsoluteUri: true } location ? $" to {location.Scheme}://{location.Authority}" : "";
}
