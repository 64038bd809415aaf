using System.Text.Json;

namespace SupabaseSync.Mirroring.Mapping;

/// <summary>
/// The <c>lines</c> of an order: all five kinds that WooCommerce keeps as order items. A line's <c>price</c> is a number with float
/// noise and is not a column; total over quantity says it exactly.
/// </summary>
internal static class OrderLineRows
{
    private static readonly (string Field, string Kind)[] Kinds =
        [("line_items", "line_item"), ("shipping_lines", "shipping"), ("fee_lines", "fee"), ("coupon_lines", "coupon"), ("tax_lines", "tax")];

    /// <summary>Writes the array and answers how many lines it has.</summary>
    public static int Write(Utf8JsonWriter json, JsonElement order)
    {
        var count = 0;
        json.WriteStartArray("lines");
        foreach (var (field, kind) in Kinds)
        {
            if (!order.TryGetProperty(field, out var lines) || lines.ValueKind != JsonValueKind.Array) continue;
            var position = 0;
            foreach (var line in lines.EnumerateArray())
            {
                WriteLine(json, new RowWriter(json, line, $"order's {kind} {position + 1}"), kind, position++);
                count++;
            }
        }
        json.WriteEndArray();
        return count;
    }

    private static void WriteLine(Utf8JsonWriter json, RowWriter line, string kind, int position)
    {
        json.WriteStartObject();
        json.WriteNumber("woo_id", line.OwnId());
        json.WriteString("kind", kind);
        json.WriteNumber("position", position);
        line.Text("name", kind switch { "shipping" => "method_title", "coupon" => "code", "tax" => "label", _ => "name" });
        line.Id("product_id");
        line.Id("variation_id");
        line.Text("sku");
        line.Decimal("quantity");
        line.Text("tax_class");
        line.Decimal("subtotal");
        line.Decimal("subtotal_tax");
        line.Decimal("total");
        line.Decimal("total_tax");
        line.Decimal("discount");
        line.Decimal("discount_tax");
        line.Text("method_id");
        line.Id("rate_id");
        line.Text("rate_code");
        line.Decimal("rate_percent");
        line.Decimal("tax_total");
        line.Decimal("shipping_tax_total");
        line.Json("taxes");
        line.Json("meta_data");
        line.Raw();
        json.WriteEndObject();
    }
}
