using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Contracts;
using Syncing.Working;

namespace SupabaseSync.Mirroring.Mapping;

/// <summary>Turns a WooCommerce record into the row that <c>sync_orders</c>, <c>sync_products</c> or <c>sync_customers</c> takes. Pure.</summary>
public static class RowMapper
{
    // Plugins nest their metadata deeply; 64 levels, the default, are not always enough.
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 512 };

    // The text goes to a database and never into a page of HTML, so it need not be escaped for one.
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 520 };

    /// <summary>The row, or why this record can never become one.</summary>
    public static (MirrorRow? Row, Fault? Fault) Map(WorkItem item)
    {
        try
        {
            return (Write(item), null);
        }
        catch (UnmappableException problem)
        {
            return (null, new Fault(FaultKind.Invalid, problem.Code, problem.Message));
        }
        catch (JsonException)
        {
            return (null, new Fault(FaultKind.Invalid, "bad_body",
                "What the shop sent for this record is not JSON. Nothing was written. Read the record from the shop again (retry with force)."));
        }
    }

    private static MirrorRow Write(WorkItem item)
    {
        if (!long.TryParse(item.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var wooId) || wooId == 0)
            throw new UnmappableException("bad_key", "The record has no WooCommerce id, and Supabase mirrors only what has one.");
        using var body = JsonDocument.Parse(JsonText.Clean(item.Body), Reading);
        using var refunds = item.Refunds is null ? null : JsonDocument.Parse(JsonText.Clean(item.Refunds), Reading);

        var buffer = new ArrayBufferWriter<byte>(item.Body.Length + 1024);
        var rows = 1;
        using (var json = new Utf8JsonWriter(buffer, Writing))
        {
            var row = new RowWriter(json, body.RootElement, Noun(item.Entity));
            json.WriteStartObject();
            json.WriteString("store_id", item.StoreId);
            json.WriteNumber("woo_id", wooId);
            row.Instant("date_modified_gmt", item.Version.Modified);
            json.WriteNumber("sync_seq", item.Version.Seq);
            json.WriteBoolean("deleted", item.Deleted);
            // Of a record that is gone the shop may tell no more than the id: the row keeps what it has.
            if (IsWhole(row, item.Entity)) rows += WriteColumns(json, row, body.RootElement, refunds?.RootElement, item.Entity);
            else if (!item.Deleted)
                throw new UnmappableException("bad_body",
                    $"What the shop sent is not a whole {Noun(item.Entity)}. Nothing was written. Read the record from the shop again (retry with force).");
            json.WriteEndObject();
        }
        return new MirrorRow(item, wooId, buffer.WrittenMemory, rows);
    }

    private static int WriteColumns(Utf8JsonWriter json, RowWriter row, JsonElement body, JsonElement? refunds, string entity)
    {
        switch (entity)
        {
            case Entities.Orders:
                OrderRow.Write(row);
                return OrderLineRows.Write(json, body) + RefundRows.Write(json, body, refunds);
            case Entities.Products:
                ProductRow.Write(row);
                return 0;
            default:
                CustomerRow.Write(row);
                return 0;
        }
    }

    private static bool IsWhole(RowWriter row, string entity) => entity switch
    {
        Entities.Orders => row.Has("status") && row.Has("currency") && row.Has("total"),
        Entities.Products => row.Has("type") && row.Has("status"),
        _ => row.Has("email") || row.Has("username"),
    };

    private static string Noun(string entity) => entity switch
    {
        Entities.Orders => "order",
        Entities.Products => "product",
        Entities.Customers => "customer",
        _ => throw new ArgumentOutOfRangeException(nameof(entity), entity, "orders, products or customers"),
    };
}
