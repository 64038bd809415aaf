using System.Globalization;
using System.Text.Json;
using QboSync.Documents;
using Woo.Shapes;

namespace QboSync.Booking.GatewayFees;

/// <summary>
/// Reads a gateway's fee from order meta, as the gateways' plugins write it. Stripe's plugin moves <c>_stripe_fee</c> itself at refunds;
/// PayPal's keeps what came back beside it.
/// </summary>
public static class GatewayFeeReading
{
    /// <summary>The fee; null where the order tells of none.</summary>
    /// <exception cref="WooShapeException">There is one that cannot be read.</exception>
    public static GatewayFee? Of(WooOrder order)
    {
        GatewayFee?[] told = [Stripe(order), WooPayments(order), PayPalPayments(order), PayPal(order)];
        // An order that was tried with one gateway and paid with another may tell of both; the one that it was paid with counts.
        return told.FirstOrDefault(fee => fee is not null && Uses(order, fee.Gateway)) ?? told.FirstOrDefault(fee => fee is not null);
    }

    private static GatewayFee? Stripe(WooOrder order) =>
        Plain(order, "Stripe", Text(order, "_stripe_currency"), "_stripe_fee", "Stripe Fee");

    private static GatewayFee? WooPayments(WooOrder order) =>
        Plain(order, "WooPayments", Text(order, "_wcpay_intent_currency"), "_wcpay_transaction_fee");

    private static GatewayFee? PayPal(WooOrder order) =>
        Plain(order, "PayPal", null, "_paypal_transaction_fee", "PayPal Transaction Fee");

    private static GatewayFee? PayPalPayments(WooOrder order)
    {
        const string Key = "_ppcp_paypal_fees";
        if (Kept(order, Key) is not { } fee) return null;
        var back = Kept(order, "_ppcp_paypal_refund_fees");
        var amount = back is { } refunded && refunded.Currency == fee.Currency ? fee.Amount - refunded.Amount : fee.Amount;
        return new GatewayFee(Cents.Round(amount), fee.Currency ?? order.Currency, "PayPal");
    }

    private static GatewayFee? Plain(WooOrder order, string gateway, string? currency, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
            if (Text(order, key) is { } text)
                return new GatewayFee(Cents.Round(Money(key, text)), currency?.ToUpperInvariant() ?? order.Currency, gateway);
        return null;
    }

    /// <summary><c>paypal_fee</c> of PayPal's break-down: an object, a list of one for each capture, or either as JSON in a text.</summary>
    private static (decimal Amount, string? Currency)? Kept(WooOrder order, string key)
    {
        if (Value(order, key) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.String) value = Parsed(key, value.GetString()!);
        var parts = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : new[] { value };
        (decimal Amount, string? Currency)? sum = null;
        foreach (var part in parts)
        {
            if (part.ValueKind != JsonValueKind.Object || !part.TryGetProperty("paypal_fee", out var fee) || fee.ValueKind != JsonValueKind.Object) continue;
            var amount = Money(key, fee.TryGetProperty("value", out var stated) ? Plain(stated) : null);
            var currency = fee.TryGetProperty("currency_code", out var code) ? Plain(code)?.ToUpperInvariant() : null;
            sum = (amount + (sum?.Amount ?? 0), currency ?? sum?.Currency);
        }
        return sum;
    }

    private static bool Uses(WooOrder order, string gateway) => gateway switch
    {
        "Stripe" => order.PaymentMethod.Contains("stripe", StringComparison.OrdinalIgnoreCase),
        "WooPayments" => order.PaymentMethod.StartsWith("woocommerce_payments", StringComparison.OrdinalIgnoreCase),
        _ => order.PaymentMethod.Contains("paypal", StringComparison.OrdinalIgnoreCase) || order.PaymentMethod.StartsWith("ppcp", StringComparison.OrdinalIgnoreCase),
    };

    private static JsonElement? Value(WooOrder order, string key) =>
        order.MetaData.LastOrDefault(meta => meta.Key == key) is { Value.ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } meta ? meta.Value : null;

    private static string? Text(WooOrder order, string key) => Value(order, key) is { } value && Plain(value)?.Trim() is { Length: > 0 } text ? text : null;

    private static string? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };

    private static JsonElement Parsed(string key, string text)
    {
        if (text.Trim().Length == 0) return default;
        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException e)
        {
            throw new WooShapeException($"meta_data.{key}", "is not JSON", e);
        }
    }

    private static decimal Money(string key, string? text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) ? amount
            : throw new WooShapeException($"meta_data.{key}", "is not an amount");
}
