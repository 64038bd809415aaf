using System.Net;
using System.Security.Authentication;
using Polly.Timeout;

namespace Woo.Reading;

/// <summary>What an answer other than the record means. Codes as captured from WooCommerce 11.0.1; see its REST authentication for the 401s.</summary>
internal static class WooFaults
{
    public static WooFault Of(WooReply reply, WooStore store) => (int)reply.Status switch
    {
        >= 300 and < 400 => Redirected(reply, store),
        429 => Make(reply, WooFaultKind.Throttled, "the shop or its host limits requests; they go on after the wait it asked for"),
        401 or 403 when reply.Json is not null => Refused(reply),
        404 when reply.Code == "rest_no_route" => Make(reply, WooFaultKind.RouteMissing,
            "the shop has no such route: is the WooCommerce plugin active and at least version 3.5? (WordPress > Plugins)"),
        >= 500 when reply.Json is not null => Make(reply, WooFaultKind.ShopError, $"the shop failed{Words(reply)}; its error log (WooCommerce > Status > Logs) says why"),
        _ when !reply.IsJsonType => WebPage(reply),
        _ when reply.Json is null => Make(reply, WooFaultKind.Unreadable,
            "the shop sent broken JSON: a plugin may print warnings into it (set WP_DEBUG_DISPLAY to false in wp-config.php)"),
        >= 400 => Make(reply, WooFaultKind.BadRequest, $"the shop refused the request{Words(reply)}"),
        _ => Make(reply, WooFaultKind.Unreadable, "the shop answered JSON of another shape than WooCommerce's"),
    };

    public static WooFault Of(Exception exception, WooStore store) => exception switch
    {
        TimeoutRejectedException => new WooFault(WooFaultKind.Timeout, $"{store.Home} did not answer in time: the shop is slow or overloaded"),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } =>
            new WooFault(WooFaultKind.Unreachable, $"the name in store_url ({store.Home}) is not known: is it spelt right, and is the domain registered?"),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } or HttpRequestException { InnerException: AuthenticationException } or AuthenticationException =>
            new WooFault(WooFaultKind.Tls, $"no secure connection to {store.Home}: its certificate is expired, self-signed or made for another name"),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } =>
            new WooFault(WooFaultKind.Unreachable, $"{store.Home} accepts no connection: is the web server running, and does a firewall let the platform's address in?"),
        _ => new WooFault(WooFaultKind.Unreachable, $"the connection to {store.Home} broke off"),
    };

    private static WooFault Redirected(WooReply reply, WooStore store)
    {
        var to = reply.Location;
        // What stands before the API's own part of the address is the shop's home.
        var path = to?.GetLeftPart(UriPartial.Path) ?? "";
        var home = path.IndexOf("/wp-json", StringComparison.Ordinal) is > 0 and var at ? path[..at] : to?.GetLeftPart(UriPartial.Authority);
        var login = to?.AbsolutePath.Contains("wp-login", StringComparison.Ordinal) == true;
        return Make(reply, WooFaultKind.Redirected, (to, login) switch
        {
            (null, _) => "the shop redirects without saying where",
            (_, true) => "the shop sends visitors to its login page: a plugin closes the REST API or the whole site; let /wp-json/ through",
            _ when home == store.Home =>
                $"{store.Home} redirects to {path}: a plugin or the web server rewrites the API's address; let /wp-json/ through unchanged",
            _ => $"{store.Home} redirects to {home}: set store_url to the shop's exact address, likely {home} (redirects are not followed, because they drop the key)",
        });
    }

    private static WooFault Refused(WooReply reply) => (reply.Code, reply.Message) switch
    {
        (var code, _) when !reply.WithKey => Make(reply, WooFaultKind.RightsMissing, $"the shop answers nobody without login ({code}): a plugin closes the REST API"),
        ("woocommerce_rest_authentication_error", { } words) when words.Contains("timestamp", StringComparison.OrdinalIgnoreCase) =>
            Make(reply, WooFaultKind.KeyRefused, "the shop's clock and this machine's differ by more than 15 minutes: set both by NTP"),
        ("woocommerce_rest_authentication_error", { } words) when words.Contains("signature", StringComparison.OrdinalIgnoreCase) => Make(reply, WooFaultKind.SecretWrong,
            "the consumer_secret is wrong, or store_url is not exactly the address that WordPress has for itself (Settings > General > Site Address): both go into the signature"),
        ("woocommerce_rest_authentication_error", { } words) when words.Contains("Consumer key", StringComparison.OrdinalIgnoreCase) => Make(reply, WooFaultKind.KeyRefused,
            "the shop does not know the consumer_key: it was deleted, or belongs to another shop (WooCommerce > Settings > Advanced > REST API)"),
        ("woocommerce_rest_authentication_error", { } words) when words.Contains("permissions", StringComparison.OrdinalIgnoreCase) => Make(reply, WooFaultKind.RightsMissing,
            "the key's permission does not allow this: give it Read/Write (WooCommerce > Settings > Advanced > REST API)"),
        ("woocommerce_rest_authentication_error", { } words) when words.Contains("secret", StringComparison.OrdinalIgnoreCase) =>
            Make(reply, WooFaultKind.SecretWrong, "the consumer_key is known but the consumer_secret is wrong"),
        // The words are in the shop's language, the code is one for all of these.
        ("woocommerce_rest_authentication_error", _) => Make(reply, WooFaultKind.KeyRefused,
            $"the shop refused the key{Words(reply)}: check consumer_key, consumer_secret and the exact store_url"),
        ("woocommerce_rest_cannot_create" or "woocommerce_rest_cannot_edit", _) => Make(reply, WooFaultKind.RightsMissing,
            "the key is good but its user may not change this: make it belong to an administrator or shop manager"),
        ("woocommerce_rest_cannot_view", _) when reply.Status == HttpStatusCode.Forbidden => Make(reply, WooFaultKind.RightsMissing,
            "the key is good but its user may not read this: make it belong to an administrator or shop manager"),
        ("woocommerce_rest_cannot_view", _) when reply.ByPlainPermalinks => Make(reply, WooFaultKind.KeyRefused,
            "the key did not get through. The shop's permalinks are set to Plain, with which WooCommerce before 11.1 takes no key: "
            + "choose Post name in WordPress > Settings > Permalinks"),
        ("woocommerce_rest_cannot_view", _) => Make(reply, WooFaultKind.KeyRefused,
            "the shop does not know the consumer_key, or the key did not get through: "
            + "check it in WooCommerce > Settings > Advanced > REST API; if it is right, the host drops the Authorization header"),
        _ => Make(reply, WooFaultKind.RightsMissing, $"the shop refused the request{Words(reply)}: a security plugin may close the REST API"),
    };

    private static WooFault WebPage(WooReply reply)
    {
        var text = reply.Text;
        var who = reply.Challenged || Says("Just a moment...") || Says("cf-chl") || Says("challenge-platform") ? "Cloudflare's bot check"
            : Says("wordfence") ? "Wordfence"
            : Says("sgcaptcha") ? "SiteGround's bot check"
            : Says("mod_security") || Says("ModSecurity") || reply.Status is HttpStatusCode.NotAcceptable or HttpStatusCode.NotImplemented ? "the web server's firewall (ModSecurity)"
            : Says("imunify360") ? "Imunify360"
            : Says("sucuri") ? "Sucuri's firewall"
            : null;
        if (who is not null)
            return Make(reply, WooFaultKind.NotJson, $"a web page came instead of JSON, from {who}: allow the platform's address and User-Agent for /wp-json/");
        if (Says("scheduled maintenance") || Says("maintenance mode")) return Make(reply, WooFaultKind.ShopError, "the shop is in maintenance");
        if (Says("critical error on this website") || Says("Error establishing a database connection"))
            return Make(reply, WooFaultKind.ShopError, "WordPress itself fails: the shop's error log says why");
        if ((int)reply.Status >= 500) return Make(reply, WooFaultKind.ShopError, "the shop's web server failed");
        return reply.Status == HttpStatusCode.NotFound
            ? Make(reply, WooFaultKind.NotJson,
                "the address has no WordPress REST API (a web page \"not found\" came): is store_url the shop's home address, "
                + "and are permalinks set to Post name (WordPress > Settings > Permalinks)?")
            : Make(reply, WooFaultKind.NotJson,
                $"a web page ({reply.ContentType ?? "without a content type"}) came instead of JSON: "
                + "something before WordPress answers, such as a firewall, a password page or another site");

        bool Says(string words) => text.Contains(words, StringComparison.OrdinalIgnoreCase);
    }

    private static WooFault Make(WooReply reply, WooFaultKind kind, string message) =>
        new(kind, $"{message} [{(int)reply.Status}{(reply.Code is { } code ? $" {code}" : "")}]", reply.Status, reply.Code, reply.RetryAfter);

    // WordPress's own words may hold what was sent (an e-mail address), so they are kept short.
    private static string Words(WooReply reply) => reply.Message is { Length: > 0 } words ? $": {(words.Length <= 120 ? words : words[..120])}" : "";
}
