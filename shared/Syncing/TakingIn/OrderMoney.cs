using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Syncing.TakingIn;

/// <summary>What an order is worth, kept beside its body so that SQL can sum it: ten-thousandths of the currency's unit, because SQLite cannot sum decimals.</summary>
public static class OrderMoney
{
    private const int Scale = 10_000;

    /// <summary><c>total</c> and <c>currency</c> of WooCommerce's order; both null where the body does not have them.</summary>
    public static (long? Amount, string? Currency) Of(string? body)
    {
        if (body is null) return (null, null);
        try
        {
            var (total, currency) = Read(Encoding.UTF8.GetBytes(body));
            return total is { } amount && currency is { Length: > 0 and <= 10 } ? ((long)Math.Round(amount * Scale, MidpointRounding.AwayFromZero), currency) : (null, null);
        }
        catch (Exception e) when (e is JsonException or OverflowException or InvalidOperationException)
        {
            return (null, null); // what is wrong with the body is said by whoever works it
        }
    }

    /// <summary>The amount as money.</summary>
    public static decimal Decimal(long amount) => amount / (decimal)Scale;

    private static (decimal? Total, string? Currency) Read(byte[] body)
    {
        var json = new Utf8JsonReader(body);
        decimal? total = null;
        string? currency = null;
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject) return (null, null);
        while ((total is null || currency is null) && json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var (isTotal, isCurrency) = (json.ValueTextEquals("total"u8), json.ValueTextEquals("currency"u8));
            json.Read();
            if (isTotal) total = Number(ref json);
            else if (isCurrency && json.TokenType == JsonTokenType.String) currency = json.GetString();
            json.Skip();
        }
        return (total, currency);
    }

    // "12.00" from WooCommerce, 12 or 12.0 from plugins.
    private static decimal? Number(ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.Number when json.TryGetDecimal(out var number) => number,
        JsonTokenType.String when decimal.TryParse(json.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };
}
