using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Webhooks.Journal;

/// <summary>Which refunds an order has, as short text to compare: their ids in order, or where that is long, a hash of them.</summary>
public static class RefundMark
{
    /// <summary>Longest text.</summary>
    public const int Longest = 80;

    /// <summary>The mark of some refunds; null where there are none.</summary>
    public static string? Of(IEnumerable<long> ids)
    {
        var text = string.Join(',', ids.Distinct().Order().Select(id => id.ToString(CultureInfo.InvariantCulture)));
        return text.Length switch
        {
            0 => null,
            <= Longest => text,
            _ => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}",
        };
    }

    /// <summary>The mark of an order's refunds as read from the shop, a JSON array; null where there are none.</summary>
    public static string? Of(string? refunds)
    {
        if (refunds is null) return null;
        using var json = JsonDocument.Parse(refunds);
        return Of(json.RootElement);
    }

    /// <summary>The mark of an array of refunds, short or whole.</summary>
    public static string? Of(JsonElement refunds) => refunds.ValueKind == JsonValueKind.Array
        ? Of(refunds.EnumerateArray().Select(refund => refund.TryGetProperty("id", out var id) && id.TryGetInt64(out var number) ? number : 0))
        : null;
}
