using System.Net;
using System.Security.Authentication;
using Polly.Timeout;

namespace Woo.Reading;

/// <summary>
/// One GET to a shop: finds out once how the shop takes keys and where its API stands, keeps to it, and gives every failure as a fault, never as
/// an exception.
/// </summary>
internal sealed class WooHttp(HttpClient http, WooStore store, WooKey key, TimeProvider clock)
{
    public WooStore Store { get; } = store;

    /// <summary>Sends. The reply is null where none came, and the fault then says why.</summary>
    public async Task<(WooReply? Reply, WooFault? Fault)> Get(
        string route, IReadOnlyList<KeyValuePair<string, string>> query, bool withKey = true, WooRepeat repeat = WooRepeat.Everything, CancellationToken cancellationToken = default)
    {
        try
        {
            var learned = Store.HasLearned;
            var reply = await Exchange(route, query, withKey, repeat, cancellationToken);
            if (withKey && reply.Status == HttpStatusCode.Unauthorized)
            {
                // What was learned of the shop may no longer hold: a proxy was mended, permalinks were set.
                Store.Forget();
                if (learned) reply = await Exchange(route, query, withKey, repeat, cancellationToken);
            }
            return (reply, null);
        }
        catch (Exception exception) when (IsShops(exception) && !cancellationToken.IsCancellationRequested)
        {
            return (null, WooFaults.Of(exception, Store));
        }
    }

    private async Task<WooReply> Exchange(
        string route, IReadOnlyList<KeyValuePair<string, string>> query, bool withKey, WooRepeat repeat, CancellationToken cancellationToken)
    {
        var reply = await Send(route, query, Store.Route, Store.Auth, withKey, repeat, cancellationToken);
        if (reply is { Status: HttpStatusCode.NotFound, IsJsonType: false } && Store.Route == WooRouteStyle.Pretty)
            reply = await TryPlainPermalinks(route, query, withKey, cancellationToken) ?? reply;
        return withKey && IsKeyUnseen(reply) ? await TryOtherAuth(route, query, cancellationToken) ?? reply : reply;
    }

    private async Task<WooReply> Send(
        string route, IReadOnlyList<KeyValuePair<string, string>> query, WooRouteStyle style, WooAuthStyle auth, bool withKey, WooRepeat repeat, CancellationToken cancellationToken)
    {
        var request = new WooRequest(Store, withKey ? key : null, auth, Store.Address(route, query, style), repeat);
        using var message = request.ToMessage();
        using var response = await http.SendAsync(message, cancellationToken);
        return await WooReply.From(response, request, clock.GetUtcNow(), cancellationToken);
    }

    // A web page "not found" where the API should be: WordPress without pretty permalinks still answers ?rest_route=.
    private async Task<WooReply?> TryPlainPermalinks(string route, IReadOnlyList<KeyValuePair<string, string>> query, bool withKey, CancellationToken cancellationToken)
    {
        var reply = await Send(route, query, WooRouteStyle.Query, Store.Auth, withKey, WooRepeat.Nothing, cancellationToken);
        if (reply.Json is null) return null;
        Store.Route = WooRouteStyle.Query;
        return reply;
    }

    // WooCommerce over HTTPS falls back to OAuth where Basic brought no user, so a signed query helps where a host drops the Authorization
    // header, and a signature over http:// where WordPress does not know that a proxy ends TLS. Neither shows the secret.
    private async Task<WooReply?> TryOtherAuth(string route, IReadOnlyList<KeyValuePair<string, string>> query, CancellationToken cancellationToken)
    {
        if (Store.Auth != WooAuthStyle.Basic) return null;
        WooReply? refused = null;
        foreach (var auth in (WooAuthStyle[])[WooAuthStyle.OAuth, WooAuthStyle.OAuthBehindProxy])
        {
            var reply = await Send(route, query, Store.Route, auth, true, WooRepeat.Nothing, cancellationToken);
            if (reply.Status is HttpStatusCode.Unauthorized)
            {
                if (!IsKeyUnseen(reply) && reply.Json is not null) refused = reply; // says more than "cannot view": that the key is unknown, the secret wrong
                continue;
            }
            if (reply.Json is null) continue;
            Store.Auth = auth;
            return reply;
        }
        return refused;
    }

    private static bool IsShops(Exception exception) =>
        exception is HttpRequestException or IOException or AuthenticationException or TimeoutRejectedException or OperationCanceledException;

    private static bool IsKeyUnseen(WooReply reply) => reply is { Status: HttpStatusCode.Unauthorized, Code: "woocommerce_rest_cannot_view" };
}
