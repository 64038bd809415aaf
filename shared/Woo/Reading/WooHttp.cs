using System.Net;
using System.Security.Authentication;
using Polly.Timeout;

namespace Woo.Reading;

/// <summary>
/// One request to a shop: finds out once how the shop takes keys and where its API stands, keeps to it, and gives every failure as a fault, never as
/// an exception.
/// </summary>
internal sealed class WooHttp(HttpClient http, WooStore store, WooKey key, TimeProvider clock)
{
    public WooStore Store { get; } = store;

    /// <summary>Reads. The reply is null where none came, and the fault then says why.</summary>
    public Task<(WooReply? Reply, WooFault? Fault)> Get(
        string route, IReadOnlyList<KeyValuePair<string, string>> query, bool withKey = true, WooRepeat repeat = WooRepeat.Everything, CancellationToken cancellationToken = default) =>
        Send(HttpMethod.Get, route, query, null, withKey, repeat, cancellationToken);

    /// <summary>Sends, a change with its JSON. The reply is null where none came, and the fault then says why: a change may be done all the same.</summary>
    public async Task<(WooReply? Reply, WooFault? Fault)> Send(
        HttpMethod method, string route, IReadOnlyList<KeyValuePair<string, string>> query, byte[]? body, bool withKey = true, WooRepeat repeat = WooRepeat.Nothing,
        CancellationToken cancellationToken = default)
    {
        try
        {
            var call = new Call(method, route, query, body, withKey);
            var learned = Store.HasLearned;
            var reply = await Exchange(call, repeat, cancellationToken);
            if (withKey && reply.Status == HttpStatusCode.Unauthorized)
            {
                // What was learned of the shop may no longer hold: a proxy was mended, permalinks were set. A change that was refused so is not done.
                Store.Forget();
                if (learned) reply = await Exchange(call, repeat, cancellationToken);
            }
            return (reply, null);
        }
        catch (Exception exception) when (IsShops(exception) && !cancellationToken.IsCancellationRequested)
        {
            return (null, WooFaults.Of(exception, Store));
        }
    }

    private sealed record Call(HttpMethod Method, string Route, IReadOnlyList<KeyValuePair<string, string>> Query, byte[]? Body, bool WithKey);

    private async Task<WooReply> Exchange(Call call, WooRepeat repeat, CancellationToken cancellationToken)
    {
        var reply = await Send(call, Store.Route, Store.Auth, repeat, cancellationToken);
        if (reply is { Status: HttpStatusCode.NotFound, IsJsonType: false } && Store.Route == WooRouteStyle.Pretty)
            reply = await TryPlainPermalinks(call, cancellationToken) ?? reply;
        return call.WithKey && IsKeyUnseen(reply) ? await TryOtherAuth(call, cancellationToken) ?? reply : reply;
    }

    private async Task<WooReply> Send(Call call, WooRouteStyle style, WooAuthStyle auth, WooRepeat repeat, CancellationToken cancellationToken)
    {
        var request = new WooRequest(Store, call.WithKey ? key : null, auth, Store.Address(call.Route, call.Query, style), repeat) { Method = call.Method, Body = call.Body };
        using var message = request.ToMessage();
        using var response = await http.SendAsync(message, cancellationToken);
        return await WooReply.From(response, request, clock.GetUtcNow(), cancellationToken);
    }

    // A web page "not found" where the API should be: WordPress without pretty permalinks still answers ?rest_route=.
    private async Task<WooReply?> TryPlainPermalinks(Call call, CancellationToken cancellationToken)
    {
        var reply = await Send(call, WooRouteStyle.Query, Store.Auth, WooRepeat.Nothing, cancellationToken);
        if (reply.Json is null) return null;
        Store.Route = WooRouteStyle.Query;
        return reply;
    }

    // WooCommerce over HTTPS falls back to OAuth where Basic brought no user, so a signed query helps where a host drops the Authorization
    // header, and a signature over http:// where WordPress does not know that a proxy ends TLS. Neither shows the secret.
    private async Task<WooReply?> TryOtherAuth(Call call, CancellationToken cancellationToken)
    {
        if (Store.Auth != WooAuthStyle.Basic) return null;
        WooReply? refused = null;
        foreach (var auth in (WooAuthStyle[])[WooAuthStyle.OAuth, WooAuthStyle.OAuthBehindProxy])
        {
            var reply = await Send(call, Store.Route, auth, WooRepeat.Nothing, cancellationToken);
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
