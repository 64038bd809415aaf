using System.Globalization;
using System.Text.Json;
using Woo.Shapes;

namespace QboSync.Documents;

/// <summary>Days in the shop's zone, <c>yyyy-MM-dd</c>: a UTC date would book the evening's orders a day late or early.</summary>
public static class OrderDates
{
    /// <summary>The day the order was placed.</summary>
    public static string Created(WooOrder order) => Day(order.Raw, "date_created", order.DateCreatedGmt);

    /// <summary>The day the order was paid; that of its creation where it was not.</summary>
    public static string Paid(WooOrder order) =>
        order.DatePaidGmt is null ? Created(order) : Day(order.Raw, "date_paid", order.DatePaidGmt);

    /// <summary>The day the refund was made.</summary>
    public static string Created(WooRefund refund) => Day(refund.Raw, "date_created", refund.DateCreatedGmt);

    private static string Day(JsonElement raw, string field, DateTimeOffset? utc)
    {
        if (raw.ValueKind == JsonValueKind.Object && raw.TryGetProperty(field, out var local) && local.ValueKind == JsonValueKind.String
            && local.GetString() is { Length: >= 10 } text && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", out _))
            return text[..10];
        return utc?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? throw new WooShapeException(field, "a date is missing");
    }
}
