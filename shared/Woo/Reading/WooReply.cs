using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Woo.Shapes;

namespace Woo.Reading;

/// <summary>An answer of the shop as it came, read as JSON where it is.</summary>
internal sealed record WooReply
{
    public required HttpStatusCode Status { get; init; }

    public required Uri Address { get; init; }

    /// <summary>Whether the request carried a key.</summary>
    public required bool WithKey { get; init; }

    public string? ContentType { get; init; }

    public required byte[] Body { get; init; }

    /// <summary>Where the body is JSON by its Content-Type and by its grammar.</summary>
    public JsonElement? Json { get; init; }

    public Uri? Location { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    /// <summary><c>X-WP-Total</c>.</summary>
    public long? Total { get; init; }

    /// <summary><c>cf-mitigated</c>: Cloudflare says that it challenged the request.</summary>
    public bool Challenged { get; init; }

    public bool IsJsonType { get; init; }

    /// <summary>The API stood at <c>?rest_route=</c>.</summary>
    public bool ByPlainPermalinks => Address.Query.StartsWith("?rest_route=", StringComparison.Ordinal);

    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>WordPress's error code.</summary>
    public string? Code => TextOf("code");

    /// <summary>WordPress's own words, in the shop's language.</summary>
    public string? Message => TextOf("message");

    public static async Task<WooReply> From(HttpResponseMessage response, WooRequest request, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var body = WithoutMark(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        var type = response.Content.Headers.ContentType?.MediaType;
        var isJson = type is not null && (type.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase));
        return new WooReply
        {
            Status = response.StatusCode,
            Address = request.Address,
            WithKey = request.Key is not null,
            ContentType = type,
            Body = body,
            IsJsonType = isJson,
            Json = isJson ? Parse(body) : null,
            Location = response.Headers.Location is { } location ? new Uri(request.Address, location) : null,
            RetryAfter = Reading.RetryAfter.Of(response.Headers.RetryAfter, now),
            Total = Header(response, "X-WP-Total") is { } total && long.TryParse(total, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null,
            Challenged = Header(response, "cf-mitigated") is not null,
        };
    }

    private string? TextOf(string name) =>
        Json is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonElement? Parse(byte[] body)
    {
        try
        {
            return WooJson.Parse(body).Element;
        }
        catch (WooShapeException)
        {
            return null;
        }
    }

    private static byte[] WithoutMark(byte[] body) => body.AsSpan().StartsWith("\uFEFF"u8) ? body[3..] : body;

    private static string? Header(HttpResponseMessage response, string name) => response.Headers.TryGetValues(name, out var values) ? values.First() : null;
}
