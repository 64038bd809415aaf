using System.Globalization;
using System.Text.Json;
using Contracts;

namespace Syncing.Planning;

/// <summary>What the shop says that an order comes to.</summary>
public static class ShopSum
{
    /// <summary>Total and currency; nulls for what is no order or does not say.</summary>
    public static (decimal? Amount, string? Currency) Of(string entity, string body)
    {
        if (entity != Entities.Orders) return (null, null);
        try
        {
            using var json = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 512 });
            var (total, currency) = (Text(json.RootElement, "total"), Text(json.RootElement, "currency"));
            return decimal.TryParse(total, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && currency is { Length: > 0 }
                ? (amount, currency)
                : (null, null);
        }
        catch (JsonException)
        {
            return (null, null); // its own line says that it cannot be read
        }
    }

    private static string? Text(JsonElement order, string field) => order.ValueKind == JsonValueKind.Object && order.TryGetProperty(field, out var value)
        ? value.ValueKind switch { JsonValueKind.String => value.GetString(), JsonValueKind.Number => value.GetRawText(), _ => null }
        : null;
}
