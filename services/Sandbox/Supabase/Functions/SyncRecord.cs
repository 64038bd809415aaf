using System.Text.Json.Nodes;
using Sandbox.Supabase.Rows;
using Sandbox.Supabase.Schema;

namespace Sandbox.Supabase.Functions;

/// <summary><c>sync_order</c>, <c>sync_product</c> and <c>sync_customer</c> of services/SupabaseSync/Schema/0003_records.sql.</summary>
internal static class SyncRecord
{
    /// <summary><c>created</c>, <c>updated</c>, <c>unchanged</c> or <c>stale</c>; throws PostgreSQL's error.</summary>
    public static string Write(RowTransaction transaction, TableShape table, JsonNode? p)
    {
        var deleted = Populating.Cast(p, "deleted", ColumnType.Boolean)?.GetValue<bool>() ?? false;
        var storeId = Populating.Cast(p, "store_id", ColumnType.Text)?.GetValue<string>();
        var wooId = Populating.Cast(p, "woo_id", ColumnType.Bigint)?.GetValue<long>();
        var stored = storeId is null || wooId is null ? null : transaction.Get(table, new RowKey(storeId, wooId.Value));

        var row = Populating.Row(table, stored, p);
        row["raw"] ??= new JsonObject();
        row["sync_seq"] ??= 0L;
        row["deleted_at"] = deleted ? stored?["deleted_at"]?.DeepClone() ?? PgValue.Print(transaction.Now) : null;

        var changes = 0;
        if (stored is null) RowWrites.Insert(transaction, table, row);
        else if (RowWrites.IsStale(row, stored)) return "stale";
        else if (RowWrites.Update(transaction, table, stored, row)) changes++;

        if (table == MirrorTables.Orders)
        {
            var order = RowStore.KeyOf(row);
            changes += WriteParts(transaction, MirrorTables.OrderLines, order, Populating.Elements(p, "lines"), deleted);
            changes += WriteParts(transaction, MirrorTables.OrderRefunds, order, Populating.Elements(p, "refunds"), deleted);
        }
        return stored is null ? "created" : changes > 0 ? "updated" : "unchanged";
    }

    /// <summary><c>sync_order_lines</c> and <c>sync_order_refunds</c>: how many rows changed.</summary>
    private static int WriteParts(RowTransaction transaction, TableShape table, RowKey order, IReadOnlyList<JsonNode?>? parts, bool deleted)
    {
        var changes = 0;
        var present = new HashSet<long>();
        foreach (var part in parts ?? [])
        {
            var wooId = Populating.Cast(part, "woo_id", ColumnType.Bigint)?.GetValue<long>();
            var stored = wooId is null ? null : transaction.Get(table, new RowKey(order.StoreId, wooId.Value));
            var row = Populating.Row(table, stored, part);
            row["store_id"] = order.StoreId;
            row["order_woo_id"] = order.WooId;
            if (!((JsonObject)part!).ContainsKey("raw") && (stored is null || table == MirrorTables.OrderLines)) row["raw"] = new JsonObject();
            row["deleted_at"] = deleted ? stored?["deleted_at"]?.DeepClone() ?? PgValue.Print(transaction.Now) : null;
            RowWrites.CheckRow(table, row);
            if (wooId is { } id && !present.Add(id))
                throw new PgError("21000", "ON CONFLICT DO UPDATE command cannot affect row a second time", null,
                    "Ensure that no rows proposed for insertion within the same command have duplicate constrained values.");
            if (stored is null)
            {
                RowWrites.Insert(transaction, table, row);
                changes++;
            }
            else if (RowWrites.Update(transaction, table, stored, row)) changes++;
        }
        if (parts is null && !deleted) return changes;
        foreach (var gone in transaction.ChildrenOf(table, order))
        {
            if (gone["deleted_at"] is not null || (!deleted && present.Contains(RowStore.KeyOf(gone).WooId))) continue;
            var row = (JsonObject)gone.DeepClone();
            row["deleted_at"] = PgValue.Print(transaction.Now);
            if (RowWrites.Update(transaction, table, gone, row)) changes++;
        }
        return changes;
    }
}
