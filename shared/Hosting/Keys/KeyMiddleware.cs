using System.Security.Cryptography;
using System.Text;
using Hosting.Settings;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Hosting.Keys;

/// <summary>
/// <c>/api</c> asks for <c>X-Api-Key</c>, <c>/internal</c> (service to service) for <c>X-Service-Key</c>. A route that a browser must reach
/// without a header says <c>AllowAnonymous</c> and checks its caller by other means.
/// </summary>
internal static class KeyMiddleware
{
    public const string ApiKeyHeader = "X-Api-Key";
    public const string ServiceKeyHeader = "X-Service-Key";

    public static void UseKeys(this WebApplication app)
    {
        var apiKey = Hash(app.Services.GetRequiredService<IOptions<PlatformOptions>>().Value.ApiKey);
        var serviceKey = Hash(app.Services.GetRequiredService<IOptions<ServicesOptions>>().Value.Key);
        app.UseRouting(); // so that the endpoint's own word on anonymous callers is known here
        app.Use((http, next) =>
        {
            if (http.Request.Path.StartsWithSegments("/internal")) return Check(http, next, ServiceKeyHeader, serviceKey);
            if (!http.Request.Path.StartsWithSegments("/api")) return next(http);
            if (http.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null) return next(http);
            return Check(http, next, ApiKeyHeader, apiKey);
        });
    }

    private static Task Check(HttpContext http, RequestDelegate next, string header, byte[] expected)
    {
        var given = http.Request.Headers[header].ToString();
        if (CryptographicOperations.FixedTimeEquals(Hash(given), expected)) return next(http);
        var detail = given.Length == 0 ? $"The header {header} is missing." : $"The header {header} does not hold the right key.";
        return Results.Problem(detail, statusCode: StatusCodes.Status401Unauthorized, title: "Not authorised").ExecuteAsync(http);
    }

    // Hashes have one length, so the comparison takes one time whatever was sent.
    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
