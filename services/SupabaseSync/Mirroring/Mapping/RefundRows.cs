using System.Text.Json;

namespace SupabaseSync.Mirroring.Mapping;

/// <summary>
/// The <c>refunds</c> of an order, from <c>GET /orders/{id}/refunds</c> where that was read, else from the order's own summary: that
/// knows id, reason and sum only (negative), and the missing keys leave stored details alone.
/// </summary>
internal static class RefundRows
{
    /// <summary>Writes the array and answers how many refunds it has. An order that says nothing about refunds leaves them as they are.</summary>
    public static int Write(Utf8JsonWriter json, JsonElement order, JsonElement? details)
    {
        var source = details ?? (order.TryGetProperty("refunds", out var summary) ? summary : default);
        if (source.ValueKind != JsonValueKind.Array) return 0;

        var count = 0;
        json.WriteStartArray("refunds");
        foreach (var refund in source.EnumerateArray())
        {
            var row = new RowWriter(json, refund, $"order's refund {++count}");
            json.WriteStartObject();
            json.WriteNumber("woo_id", row.OwnId());
            row.Text("reason");
            if (details is null) row.Decimal("amount", "total", negate: true);
            else WriteDetails(row);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        return count;
    }

    private static void WriteDetails(RowWriter row)
    {
        row.Decimal("amount");
        row.Id("refunded_by");
        row.Flag("refunded_payment");
        row.Instant("date_created_gmt");
        row.Json("line_items");
        row.Json("shipping_lines");
        row.Json("fee_lines");
        row.Json("tax_lines");
        row.Json("meta_data");
        row.Raw();
    }
}
