using System.Globalization;
using System.Text.Json;

namespace Contracts.Proving;

/// <summary>What is compared of an order wherever it stands. Money is in the order's own currency.</summary>
/// <param name="Number">As the shop's customers know it.</param>
/// <param name="Status">WooCommerce's status.</param>
/// <param name="Currency">ISO code.</param>
/// <param name="Day">Day of creation in the shop's zone, <c>yyyy-MM-dd</c>; null where the body has none.</param>
/// <param name="Gross"><c>total</c>: never reduced by refunds.</param>
/// <param name="Tax"><c>total_tax</c>.</param>
/// <param name="Refunds">Sum of the refunds, positive.</param>
public sealed record OrderFigures(string Number, string Status, string Currency, string? Day, decimal Gross, decimal Tax, decimal Refunds)
{
    /// <summary>The fields of WooCommerce's REST API that <see cref="Of"/> and the version of an order need, as <c>_fields</c> takes them.</summary>
    public const string Fields = "id,number,status,currency,total,total_tax,refunds,date_created,date_created_gmt,date_modified_gmt";

    /// <summary>Reads an order as WooCommerce gives it; null where it is not a whole order.</summary>
    public static OrderFigures? Of(JsonElement order)
    {
        if (order.ValueKind != JsonValueKind.Object || Text(order, "currency") is not { Length: > 0 } currency || Money(order, "total") is not { } total) return null;
        var created = Text(order, "date_created") ?? Text(order, "date_created_gmt");
        return new OrderFigures(
            Text(order, "number") ?? Text(order, "id") ?? "", Text(order, "status") ?? "", currency, created is { Length: >= 10 } ? created[..10] : null,
            total, Money(order, "total_tax") ?? 0, Refunded(order));
    }

    /// <summary>Reads an order from its JSON; null where that is no whole order.</summary>
    public static OrderFigures? Of(string json)
    {
        try
        {
            using var body = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 512 });
            return Of(body.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static decimal Refunded(JsonElement order)
    {
        if (!order.TryGetProperty("refunds", out var refunds) || refunds.ValueKind != JsonValueKind.Array) return 0;
        return -refunds.EnumerateArray().Sum(refund => refund.ValueKind == JsonValueKind.Object ? Money(refund, "total") ?? 0 : 0);
    }

    private static string? Text(JsonElement order, string name) => !order.TryGetProperty(name, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };

    private static decimal? Money(JsonElement order, string name) =>
        decimal.TryParse(Text(order, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) ? amount : null;
}
