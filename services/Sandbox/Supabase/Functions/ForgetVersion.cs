using System.Text.Json.Nodes;
using Sandbox.Supabase.Rows;
using Sandbox.Supabase.Schema;

namespace Sandbox.Supabase.Functions;

/// <summary><c>sync_forget_version</c> of services/SupabaseSync/Schema/0006_versions.sql.</summary>
internal static class ForgetVersion
{
    /// <summary>How many rows had the version that was seen, and have none now.</summary>
    public static JsonNode Run(JsonNode? table, JsonNode? rows, ProjectState project)
    {
        if (MirrorTables.Find(table is JsonValue name ? name.ToString() : "") is not { Versioned: true } shape) throw new PgError("PT400", "p_table must be orders, products or customers");
        return JsonValue.Create(project.Run(transaction => (rows as JsonArray ?? []).Count(row => Forget(transaction, shape, row))));
    }

    private static bool Forget(RowTransaction transaction, TableShape table, JsonNode? seen)
    {
        if (Populating.Cast(seen, "store_id", ColumnType.Text) is not { } store || Populating.Cast(seen, "woo_id", ColumnType.Bigint) is not { } id) return false;
        if (transaction.Get(table, new RowKey(store.GetValue<string>(), id.GetValue<long>())) is not { } stored) return false;
        if (!PgValue.Same(stored["date_modified_gmt"], Populating.Cast(seen, "date_modified_gmt", ColumnType.Timestamptz))
            || !PgValue.Same(stored["sync_seq"], Populating.Cast(seen, "sync_seq", ColumnType.Bigint))) return false;
        var row = (JsonObject)stored.DeepClone();
        (row["date_modified_gmt"], row["sync_seq"], row["synced_at"]) = (null, 0L, PgValue.Print(transaction.Now));
        transaction.Set(table, RowStore.KeyOf(row), row);
        return true;
    }
}
