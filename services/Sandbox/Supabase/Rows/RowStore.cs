using System.Text.Json.Nodes;
using Sandbox.Storage;
using Sandbox.Supabase.Schema;

namespace Sandbox.Supabase.Rows;

/// <summary>
/// The committed rows: in memory to read, in the document store to last. Rows are never changed in place, so a reader may hold one without
/// a lock; whoever reads in order to write, or lists, holds <see cref="Gate"/>.
/// </summary>
public sealed class RowStore
{
    private readonly DocumentStore _documents;
    private readonly Dictionary<string, SortedDictionary<RowKey, JsonObject>> _tables = [];
    private readonly Dictionary<(string Table, RowKey Order), SortedSet<RowKey>> _children = [];

    /// <summary>Takes up what the document store holds.</summary>
    public RowStore(DocumentStore documents)
    {
        _documents = documents;
        foreach (var table in MirrorTables.All)
        {
            _tables[table.Name] = [];
            foreach (var row in documents.All(table.Name)) Set(table, KeyOf(row), row);
        }
    }

    /// <summary>Held for a transaction.</summary>
    public Lock Gate => _documents.Gate;

    /// <summary>A row, or null.</summary>
    public JsonObject? Get(TableShape table, RowKey key) => _tables[table.Name].GetValueOrDefault(key);

    /// <summary>All rows in the order of the key.</summary>
    public IReadOnlyCollection<JsonObject> All(TableShape table) => _tables[table.Name].Values;

    /// <summary>Keys of an order's lines or refunds.</summary>
    public IReadOnlyCollection<RowKey> ChildrenOf(TableShape table, RowKey order) =>
        _children.TryGetValue((table.Name, order), out var keys) ? keys : [];

    /// <summary>Writes (or, where the row is null, removes) several rows at once.</summary>
    public void Commit(IReadOnlyCollection<(TableShape Table, RowKey Key, JsonObject? Row)> changes)
    {
        if (changes.Count == 0) return;
        lock (Gate)
        {
            _documents.Write([.. changes.Select(change => (change.Table.Name, change.Key.ToString(), change.Row))]);
            foreach (var (table, key, row) in changes) Set(table, key, row);
        }
    }

    /// <summary>The key of a row; both halves are there in every stored row.</summary>
    public static RowKey KeyOf(JsonObject row) => new(row["store_id"]!.GetValue<string>(), row["woo_id"]!.GetValue<long>());

    /// <summary>The order that a line or refund belongs to; null for other tables.</summary>
    public static RowKey? OrderOf(JsonObject row) =>
        row["order_woo_id"] is { } order ? new RowKey(row["store_id"]!.GetValue<string>(), order.GetValue<long>()) : null;

    private void Set(TableShape table, RowKey key, JsonObject? row)
    {
        var rows = _tables[table.Name];
        if (rows.TryGetValue(key, out var old) && OrderOf(old) is { } before) _children[(table.Name, before)].Remove(key);
        if (row is null)
        {
            rows.Remove(key);
            return;
        }
        rows[key] = row;
        if (OrderOf(row) is not { } order) return;
        if (!_children.TryGetValue((table.Name, order), out var keys)) _children[(table.Name, order)] = keys = [];
        keys.Add(key);
    }
}
