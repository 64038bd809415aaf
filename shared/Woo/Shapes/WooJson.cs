using System.Text;
using System.Text.Json;

namespace Woo.Shapes;

/// <summary>
/// Reads bodies of WooCommerce's REST API v3 and of its webhooks. Every method throws <see cref="WooShapeException"/>, naming the field,
/// where the body is not JSON or something that matters cannot be read.
/// </summary>
public static class WooJson
{
    /// <summary>Reads an order.</summary>
    public static WooOrder Order(ReadOnlySpan<byte> json) => Read(json, WooOrder.Read);

    /// <inheritdoc cref="Order(ReadOnlySpan{byte})"/>
    public static WooOrder Order(string json) => Order(Encoding.UTF8.GetBytes(json));

    /// <summary>Reads a product or a variation.</summary>
    public static WooProduct Product(ReadOnlySpan<byte> json) => Read(json, WooProduct.Read);

    /// <inheritdoc cref="Product(ReadOnlySpan{byte})"/>
    public static WooProduct Product(string json) => Product(Encoding.UTF8.GetBytes(json));

    /// <summary>Reads a customer.</summary>
    public static WooCustomer Customer(ReadOnlySpan<byte> json) => Read(json, WooCustomer.Read);

    /// <inheritdoc cref="Customer(ReadOnlySpan{byte})"/>
    public static WooCustomer Customer(string json) => Customer(Encoding.UTF8.GetBytes(json));

    /// <summary>Reads the array that <c>GET /orders/{id}/refunds</c> answers.</summary>
    public static IReadOnlyList<WooRefund> Refunds(ReadOnlySpan<byte> json) => Read(json, refunds => refunds.Many(WooRefund.Read));

    /// <inheritdoc cref="Refunds(ReadOnlySpan{byte})"/>
    public static IReadOnlyList<WooRefund> Refunds(string json) => Refunds(Encoding.UTF8.GetBytes(json));

    private static T Read<T>(ReadOnlySpan<byte> json, Func<WooField, T> read)
    {
        try
        {
            return read(Parse(json));
        }
        catch (InvalidOperationException exception)
        {
            // Half of a surrogate pair, from a text cut in the middle of an emoji: JSON by its grammar, but no text.
            throw new WooShapeException("", "holds text that is not valid Unicode", exception);
        }
    }

    internal static WooField Parse(ReadOnlySpan<byte> json)
    {
        // A plugin file saved with a byte order mark puts one before every answer of the shop.
        if (json.StartsWith("\uFEFF"u8)) json = json[3..];
        try
        {
            return new WooField(JsonElement.Parse(json), "");
        }
        catch (JsonException exception)
        {
            throw new WooShapeException("", $"is not JSON (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine})", exception);
        }
    }
}
