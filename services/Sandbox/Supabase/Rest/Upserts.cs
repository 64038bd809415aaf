using System.Text.Json.Nodes;
using Sandbox.Supabase.Rows;
using Sandbox.Supabase.Schema;

namespace Sandbox.Supabase.Rest;

/// <summary>POST to a table: insert, <c>resolution=merge-duplicates</c> or <c>ignore-duplicates</c>. One statement: all rows or none.</summary>
internal static class Upserts
{
    /// <summary>201 where at least one row was inserted (and always for ignore-duplicates), else 200.</summary>
    public static RestAnswer Write(RestRequest request, TableShape table, ProjectState project)
    {
        var body = request.Body.Json();
        var rows = body is JsonArray array ? array.Select(AsObject).ToList() : [AsObject(body)];
        if (rows.Select(row => string.Join(',', row.Select(pair => pair.Key).Order(StringComparer.Ordinal))).Distinct().Skip(1).Any())
            throw new PgError("PGRST102", "All object keys must match");
        foreach (var row in rows) CheckColumns(table, row);
        if (request.Query("on_conflict") is { } target && !target.Split(',').Order(StringComparer.Ordinal).SequenceEqual(["store_id", "woo_id"]))
            throw new PgError("42P10", "there is no unique or exclusion constraint matching the ON CONFLICT specification");

        var merge = request.Prefers("resolution=merge-duplicates");
        var ignore = request.Prefers("resolution=ignore-duplicates");
        var (written, inserted) = project.Run(transaction =>
        {
            var result = Write(transaction, table, rows, merge, ignore);
            Singular.Check(request, result.Written.Count);
            return result;
        });
        var status = inserted > 0 || ignore || (!merge && rows.Count > 0) ? 201 : 200;
        var range = $"*/{(request.Prefers("count=exact") ? written.Count : "*")}";
        return new RestAnswer(status, request.Prefers("return=representation") ? new RowSelection(request, table).Project(written) : null, range);
    }

    /// <summary>PGRST204 for a column that the schema cache does not know.</summary>
    public static void CheckColumns(TableShape table, JsonObject row)
    {
        foreach (var (name, _) in row)
            if (table.Find(name) is null) throw new PgError("PGRST204", $"Could not find the '{name}' column of '{table.Name}' in the schema cache");
    }

    private static JsonObject AsObject(JsonNode? node) => node as JsonObject ?? throw new PgError("PGRST102", "Empty or invalid json");

    private static (List<JsonObject> Written, int Inserted) Write(RowTransaction transaction, TableShape table, List<JsonObject> rows, bool merge, bool ignore)
    {
        var written = new List<JsonObject>();
        var touched = new HashSet<RowKey>();
        var inserted = 0;
        foreach (var given in rows)
        {
            var values = table.Columns.Where(column => given.ContainsKey(column.Name)).ToDictionary(column => column.Name, column => PgValue.Read(column.Type, given[column.Name]));
            var stored = values.GetValueOrDefault("store_id") is { } store && values.GetValueOrDefault("woo_id") is { } woo
                ? transaction.Get(table, new RowKey(store.GetValue<string>(), woo.GetValue<long>())) : null;
            if (stored is null)
            {
                var row = new JsonObject(table.Columns.Select(column => KeyValuePair.Create(column.Name, values.TryGetValue(column.Name, out var value) ? value : Default(column))));
                RowWrites.Insert(transaction, table, row);
                touched.Add(RowStore.KeyOf(row));
                written.Add(row);
                inserted++;
                continue;
            }
            var key = RowStore.KeyOf(stored);
            if (ignore) continue;
            if (!merge)
                throw new PgError("23505", $"duplicate key value violates unique constraint \"{table.Name}_pkey\"", $"Key (store_id, woo_id)=({key.StoreId}, {key.WooId}) already exists.");
            if (!touched.Add(key))
                throw new PgError("21000", "ON CONFLICT DO UPDATE command cannot affect row a second time", null,
                    "Ensure that no rows proposed for insertion within the same command have duplicate constrained values.");
            var merged = (JsonObject)stored.DeepClone();
            foreach (var (name, value) in values) merged[name] = value;
            if (RowWrites.Update(transaction, table, stored, merged)) written.Add(merged);
        }
        return (written, inserted);
    }

    private static JsonNode? Default(Column column) => column.Name switch
    {
        "raw" => new JsonObject(),
        "sync_seq" => 0L,
        _ => null,
    };
}
