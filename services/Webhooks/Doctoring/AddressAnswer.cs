using System.Net;
using System.Net.Http;
using System.Security.Authentication;
using System.Text.Json;

namespace Webhooks.Doctoring;

/// <summary>What the delivery address answered to a call such as WooCommerce's ping.</summary>
/// <param name="Problem">What is wrong; null where a delivery would arrive.</param>
/// <param name="Fix">What to do.</param>
/// <param name="FromHere">It may be so only from this machine: the shop may reach it all the same.</param>
public sealed record AddressAnswer(string? Problem, string? Fix = null, bool FromHere = false)
{
    private const string Proxy = "Let the reverse proxy pass POST requests for /webhooks/woocommerce/ to the platform unchanged: no redirect, no login, no browser check.";

    /// <summary>Of an answer.</summary>
    public static AddressAnswer Of(string address, HttpStatusCode status, Uri? location, string body) => (int)status switch
    {
        200 when IsPong(body) => new AddressAnswer((string?)null),
        200 => new($"{address} answers, but not as this platform does: another site stands there, or something in front of it answers.", Proxy),
        > 200 and < 300 => new($"{address} answers {(int)status} and not as this platform does. WooCommerce takes that for delivered: what it sends there is lost.", Proxy),
        >= 300 and < 400 => new($"{address} redirects{(location is null ? "" : $" to {location}")} ({(int)status}). WooCommerce does not follow and takes 301 and 302 for delivered: what it sends there is lost.",
            location is null ? Proxy : $"Give the address that it leads to as delivery_url, with repair, or take the redirect out for /webhooks/woocommerce/."),
        401 or 403 => new($"{address} answers {(int)status}: something in front of the platform asks for a login, or blocks.", Proxy),
        404 when IsOurs404(body) => new($"{address} reaches the platform, which has no active WooCommerce credential with the id at its end (404).", "Check the id at the end of the address, and that the credential is active."),
        404 => new($"{address} answers 404, and not from the platform: the proxy does not pass this path on.", Proxy),
        413 => new($"{address} answers 413: the proxy takes no bodies of this size.", "Allow bodies of 5 MB at least."),
        >= 500 => new($"{address} answers {(int)status}: the proxy does not reach the platform, or the platform fails.", "Is the platform running, and does the proxy lead to its port?"),
        _ => new($"{address} answers {(int)status}, which WooCommerce counts as a failure.", Proxy),
    };

    /// <summary>Of no answer.</summary>
    public static AddressAnswer Of(string address, Exception exception) => exception switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } =>
            new($"The name {new Uri(address).Host} of the delivery address is not known.", "Is it spelt right, and does its DNS record exist?"),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } or HttpRequestException { InnerException: AuthenticationException } =>
            new($"{address} cannot be called over TLS: its certificate is expired, self-signed or made for another name. WordPress refuses it too.", "Install a certificate that browsers trust, with its intermediate certificates."),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } =>
            new($"{address} accepts no connection from here.", "Is the proxy running? Where only this machine cannot reach its own public name, deliveries arrive all the same.", FromHere: true),
        OperationCanceledException => new($"{address} does not answer within {AddressCheck.Limit.TotalSeconds:0} s.", "WooCommerce gives a ping 5 s. Is the proxy running, and does it reach the platform?", FromHere: true),
        _ => new($"{address} cannot be called from here: {exception.GetBaseException().Message}", "Is the proxy running?", FromHere: true),
    };

    private static bool IsPong(string body) => Read(body) is { } json && json.TryGetProperty("ping", out var ping) && ping.ValueKind == JsonValueKind.True;

    private static bool IsOurs404(string body) => Read(body) is { } json && json.TryGetProperty("title", out var title) && title.ValueKind == JsonValueKind.String && title.GetString() == "Unknown store";

    private static JsonElement? Read(string body)
    {
        try
        {
            var json = JsonElement.Parse(body);
            return json.ValueKind == JsonValueKind.Object ? json : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
