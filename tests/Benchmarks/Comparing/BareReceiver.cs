using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Benchmarks.Comparing;

/// <summary>
/// The least that a receiver can do: Kestrel, one HMAC, one durable row with the columns that the journal fills, group commit over
/// Microsoft.Data.Sqlite, 200. What the real one is measured against. Runs in a process of its own.
/// </summary>
internal static class BareReceiver
{
    /// <summary>First argument of the process that plays this role.</summary>
    public const string Role = "--play-bare-receiver";

    public static async Task RunAsync(string address, string file, string secret)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(address);
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        var key = Encoding.UTF8.GetBytes(secret);
        using var journal = new BareJournal(file);
        app.Run(http => HandleAsync(http, key, journal));
        await app.RunAsync();
    }

    private static async Task HandleAsync(HttpContext http, byte[] key, BareJournal journal)
    {
        if (HttpMethods.IsGet(http.Request.Method)) return;
        var body = new byte[http.Request.ContentLength!.Value];
        await http.Request.Body.ReadExactlyAsync(body);
        if (!Matches(body, key, http.Request.Headers["X-WC-Webhook-Signature"].ToString()))
        {
            http.Response.StatusCode = 401;
            return;
        }
        var headers = string.Join('\n', http.Request.Headers.Select(header => $"{header.Key}: {header.Value}"));
        var id = await journal.WriteAsync(new BareRow(
            http.Request.Headers["X-WC-Webhook-Topic"].ToString(), http.Request.Headers["X-WC-Webhook-Signature"].ToString(),
            http.Request.Headers["X-WC-Webhook-Delivery-ID"].ToString(), http.Request.Headers["X-WC-Webhook-Source"].ToString(),
            headers, body, Convert.ToHexStringLower(SHA256.HashData(body))));
        await http.Response.WriteAsync($"{{\"id\":{id}}}");
    }

    private static bool Matches(byte[] body, byte[] key, string signature)
    {
        Span<byte> given = stackalloc byte[32];
        Span<byte> right = stackalloc byte[32];
        HMACSHA256.HashData(key, body, right);
        return Convert.TryFromBase64String(signature, given, out var length) && length == 32 && CryptographicOperations.FixedTimeEquals(given, right);
    }
}
