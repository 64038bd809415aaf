using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Woo.Reading;

namespace Woo.Tests.Reading;

/// <summary>A shop that answers reads as WooCommerce does, with what a test puts between.</summary>
internal sealed class FakeShop : IAsyncDisposable
{
    public const string Key = "ck_1111111111111111111111111111111111111111";
    public const string Secret = "cs_2222222222222222222222222222222222222222";

    private readonly WebApplication _app;
    private readonly ServiceProvider _services;
    private readonly ConcurrentDictionary<string, byte> _nonces = new();
    private readonly bool _tls;

    private FakeShop(WebApplication app, ServiceProvider services, bool tls) => (_app, _services, _tls) = (app, services, tls);

    public Dictionary<string, string> Records { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, List<string>> Lists { get; } = new(StringComparer.Ordinal);

    /// <summary>Every request, as path and query.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Answers instead of the shop where it gives something.</summary>
    public Func<HttpContext, Task<bool>>? Before { get; set; }

    public bool PlainPermalinks { get; set; }

    /// <summary>Before WooCommerce 11.1 keys are not looked at behind <c>?rest_route=</c>.</summary>
    public bool TakesKeysByQueryRoute { get; set; } = true;

    public bool PluginActive { get; set; } = true;

    /// <summary>The host drops the Authorization header.</summary>
    public bool DropsAuthorization { get; set; }

    /// <summary>A proxy ends TLS and WordPress does not know.</summary>
    public bool TakesItselfForHttp { get; set; }

    /// <summary>The user of the key may not read these.</summary>
    public HashSet<string> Forbidden { get; } = [];

    public string Home => _app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public WooClient Client(string key = Key, string secret = Secret, string? home = null) => _services.GetRequiredService<WooClientFactory>().For(home ?? Home, key, secret);

    public static async Task<FakeShop> Start(bool tls = false, Action<WooHttpOptions>? configure = null, TimeProvider? clock = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (tls) listen.UseHttps(Certificate.Value);
        }));
        var app = builder.Build();
        var services = new ServiceCollection();
        if (clock is not null) services.AddSingleton(clock);
        services.AddWoo(options =>
        {
            options.FirstDelay = TimeSpan.FromMilliseconds(1);
            configure?.Invoke(options);
        });
        services.AddHttpClient(WooClientFactory.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.GetCertHashString() == Certificate.Value.GetCertHashString() },
        });
        var shop = new FakeShop(app, services.BuildServiceProvider(), tls);
        app.Run(shop.Answer);
        await app.StartAsync();
        return shop;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _app.DisposeAsync();
    }

    public static Task Json(HttpContext http, int status, string json)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=UTF-8";
        return http.Response.WriteAsync(json);
    }

    public static async Task<bool> Html(HttpContext http, int status, string html)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/html; charset=UTF-8";
        await http.Response.WriteAsync(html);
        return true;
    }

    private static Task Error(HttpContext http, int status, string code, string message) =>
        Json(http, status, JsonSerializer.Serialize(new { code, message, data = new { status } }));

    private async Task Answer(HttpContext http)
    {
        Requests.Enqueue(http.Request.GetEncodedPathAndQuery());
        if (Before is not null && await Before(http)) return;
        if (Route(http) is not { } route)
        {
            await Html(http, 404, "<!DOCTYPE html><title>Page not found</title>");
            return;
        }
        if (route == "/")
        {
            string[] namespaces = PluginActive ? ["wp/v2", "wc/v3"] : ["wp/v2"];
            await Json(http, 200, JsonSerializer.Serialize(new { name = "A shop", home = Home, gmt_offset = "-5", timezone_string = "America/New_York", namespaces }));
            return;
        }
        if (!PluginActive)
        {
            await Json(http, 404, Sample.Rest("err-404-route"));
            return;
        }
        var (user, refusal) = TakesKeysByQueryRoute || !http.Request.Query.ContainsKey("rest_route") ? Authenticate(http) : default;
        if (refusal is not null) await Error(http, 401, "woocommerce_rest_authentication_error", refusal);
        else if (!user) await Json(http, 401, Sample.Rest("err-401-nokey"));
        else await Resource(http, route["/wc/v3/".Length..]);
    }

    private string? Route(HttpContext http)
    {
        if (http.Request.Query.TryGetValue("rest_route", out var query)) return query.ToString();
        var path = http.Request.Path.Value!;
        if (PlainPermalinks || !path.StartsWith("/wp-json/", StringComparison.Ordinal)) return null;
        return path["/wp-json".Length..];
    }

    private async Task Resource(HttpContext http, string path)
    {
        if (Forbidden.Contains(path.Split('/')[0])) await Error(http, 403, "woocommerce_rest_cannot_view", "Sorry, you cannot view this resource.");
        else if (Lists.TryGetValue(path, out var items)) await List(http, items);
        else if (Records.TryGetValue(path, out var record)) await Json(http, 200, record);
        else if (path.StartsWith("orders/", StringComparison.Ordinal)) await Json(http, 404, Sample.Rest("err-404-id"));
        else if (path.StartsWith("products/", StringComparison.Ordinal)) await Error(http, 404, "woocommerce_rest_product_invalid_id", "Invalid ID.");
        else if (path.StartsWith("customers/", StringComparison.Ordinal)) await Error(http, 404, "woocommerce_rest_invalid_id", "Invalid resource ID.");
        else await Json(http, 200, "[]");
    }

    private static Task List(HttpContext http, List<string> items)
    {
        var perPage = int.Parse(http.Request.Query["per_page"].FirstOrDefault() ?? "10", System.Globalization.CultureInfo.InvariantCulture);
        var offset = int.Parse(http.Request.Query["offset"].FirstOrDefault() ?? "0", System.Globalization.CultureInfo.InvariantCulture);
        if (perPage is < 1 or > 100) return Json(http, 400, Sample.Rest("err-400-per-page"));
        http.Response.Headers["X-WP-Total"] = items.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Json(http, 200, $"[{string.Join(',', items.Skip(offset).Take(perPage))}]");
    }

    // As WC_REST_Authentication: Basic only over TLS, else (or where Basic brought no key) OAuth; nothing at all is no error, only no user.
    private (bool User, string? Refusal) Authenticate(HttpContext http)
    {
        var ssl = _tls && !TakesItselfForHttp;
        var header = DropsAuthorization ? "" : http.Request.Headers.Authorization.ToString();
        if (ssl && header.StartsWith("Basic ", StringComparison.Ordinal))
        {
            var parts = Encoding.UTF8.GetString(Convert.FromBase64String(header[6..])).Split(':', 2);
            return parts[0] != Key ? (false, null) : parts[1] != Secret ? (false, "Consumer secret is invalid.") : (true, null);
        }
        var query = http.Request.Query;
        if (!query.ContainsKey("oauth_consumer_key")) return (false, null);
        if (query["oauth_consumer_key"] != Key) return (false, "Consumer key is invalid.");
        var address = $"{(ssl ? "https" : "http")}://{http.Request.Host}{http.Request.Path}";
        if (PhpShop.Signature("GET", address, query, Secret) != query["oauth_signature"]) return (false, "Invalid signature - provided signature does not match.");
        if (!_nonces.TryAdd(query["oauth_nonce"].ToString(), 0)) return (false, "Invalid nonce - nonce has already been used.");
        return (true, null);
    }

    private static readonly Lazy<X509Certificate2> Certificate = new(() =>
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    });
}
