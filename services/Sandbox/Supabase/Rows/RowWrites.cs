using System.Text.Json.Nodes;
using Sandbox.Supabase.Schema;

namespace Sandbox.Supabase.Rows;

/// <summary>INSERT, UPDATE and DELETE of one row with the triggers and constraints of services/SupabaseSync/Schema.</summary>
public static class RowWrites
{
    /// <summary>Puts a new row; the caller knows that the key is free.</summary>
    public static void Insert(RowTransaction transaction, TableShape table, JsonObject row)
    {
        row["synced_at"] = PgValue.Print(transaction.Now);
        Check(transaction, table, row);
        transaction.Set(table, RowStore.KeyOf(row), row);
    }

    /// <summary>Whether the row was written: an older version and a repeat are skipped by the trigger, without an error.</summary>
    public static bool Update(RowTransaction transaction, TableShape table, JsonObject stored, JsonObject row)
    {
        if (table.Versioned && IsStale(row, stored)) return false;
        row["synced_at"] = stored["synced_at"]?.DeepClone();
        if (table.Columns.All(column => PgValue.Same(row[column.Name], stored[column.Name]))) return false;
        row["synced_at"] = PgValue.Print(transaction.Now);
        Check(transaction, table, row);
        if (RowStore.KeyOf(row) != RowStore.KeyOf(stored)) transaction.Set(table, RowStore.KeyOf(stored), null);
        transaction.Set(table, RowStore.KeyOf(row), row);
        return true;
    }

    /// <summary>Takes a row away, and with an order its lines and refunds.</summary>
    public static void Delete(RowTransaction transaction, TableShape table, JsonObject row)
    {
        var key = RowStore.KeyOf(row);
        if (table == MirrorTables.Orders)
            foreach (var children in new[] { MirrorTables.OrderLines, MirrorTables.OrderRefunds })
                foreach (var child in transaction.ChildrenOf(children, key)) transaction.Set(children, RowStore.KeyOf(child), null);
        transaction.Set(table, key, null);
    }

    /// <summary><c>sync_is_stale</c>: no date is older than any date, equal versions are not stale.</summary>
    public static bool IsStale(JsonObject row, JsonObject stored)
    {
        var byDate = Modified(row).CompareTo(Modified(stored));
        return byDate != 0 ? byDate < 0 : Seq(row) < Seq(stored);
    }

    private static DateTimeOffset Modified(JsonObject row) =>
        row["date_modified_gmt"] is { } printed ? PgValue.Instant(printed) : DateTimeOffset.MinValue;

    private static long Seq(JsonObject row) => row["sync_seq"]?.GetValue<long>() ?? 0;

    /// <summary>NOT NULL and CHECK: in an upsert they are looked at before the conflict is.</summary>
    public static void CheckRow(TableShape table, JsonObject row)
    {
        foreach (var column in table.Columns)
            if (column.NotNull && column.Name != "synced_at" && row[column.Name] is null) // the trigger sets synced_at
                throw new PgError("23502", $"null value in column \"{column.Name}\" of relation \"{table.Name}\" violates not-null constraint", Failing(table, row));

        if (table == MirrorTables.Orders && row["deleted_at"] is null && (row["status"] is null || row["currency"] is null || row["total"] is null))
            throw Violated(table, row, "orders_live_is_whole");
        if (table == MirrorTables.OrderLines && row["kind"]!.GetValue<string>() is not ("line_item" or "shipping" or "fee" or "coupon" or "tax"))
            throw Violated(table, row, "order_lines_kind_check");
    }

    private static void Check(RowTransaction transaction, TableShape table, JsonObject row)
    {
        CheckRow(table, row);
        if (RowStore.OrderOf(row) is { } order && transaction.Get(MirrorTables.Orders, order) is null)
            throw new PgError("23503", $"insert or update on table \"{table.Name}\" violates foreign key constraint \"{table.Name}_store_id_order_woo_id_fkey\"",
                $"Key (store_id, order_woo_id)=({order.StoreId}, {order.WooId}) is not present in table \"orders\".");
    }

    private static PgError Violated(TableShape table, JsonObject row, string constraint) =>
        new("23514", $"new row for relation \"{table.Name}\" violates check constraint \"{constraint}\"", Failing(table, row));

    private static string Failing(TableShape table, JsonObject row) =>
        $"Failing row contains ({string.Join(", ", table.Columns.Select(column => row[column.Name] is { } value ? PgValue.AsText(value) : "null"))}).";
}
