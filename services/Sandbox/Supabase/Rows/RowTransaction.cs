using System.Text.Json.Nodes;
using Sandbox.Supabase.Schema;

namespace Sandbox.Supabase.Rows;

/// <summary>
/// One transaction, or a block inside one: what it wrote is seen by itself, and by others once it commits. To roll back is to let it go.
/// The row store's gate is held as long as it lives.
/// </summary>
public sealed class RowTransaction
{
    private readonly RowStore _store;
    private readonly RowTransaction? _outer;
    private readonly Dictionary<(TableShape Table, RowKey Key), JsonObject?> _written = [];

    /// <summary>Begins a transaction at an instant, which is its <c>now()</c>.</summary>
    public RowTransaction(RowStore store, DateTimeOffset now)
    {
        _store = store;
        Now = now;
    }

    private RowTransaction(RowTransaction outer) : this(outer._store, outer.Now) => _outer = outer;

    /// <summary>The same for the whole transaction, as in PostgreSQL.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>A block that can fail alone.</summary>
    public RowTransaction Inner() => new(this);

    /// <summary>A row as this transaction sees it.</summary>
    public JsonObject? Get(TableShape table, RowKey key) =>
        _written.TryGetValue((table, key), out var row) ? row : _outer is not null ? _outer.Get(table, key) : _store.Get(table, key);

    /// <summary>Puts a row, or takes one away. The row must not be changed afterwards.</summary>
    public void Set(TableShape table, RowKey key, JsonObject? row) => _written[(table, key)] = row;

    /// <summary>All rows in the order of the key.</summary>
    public IReadOnlyList<JsonObject> All(TableShape table)
    {
        var rows = _store.All(table).Where(row => !Overrides(table, RowStore.KeyOf(row))).Concat(Written(table));
        return [.. rows.OrderBy(RowStore.KeyOf)];
    }

    /// <summary>An order's lines or refunds.</summary>
    public IReadOnlyList<JsonObject> ChildrenOf(TableShape table, RowKey order)
    {
        var stored = _store.ChildrenOf(table, order).Where(key => !Overrides(table, key)).Select(key => _store.Get(table, key)!);
        return [.. stored.Concat(Written(table).Where(row => RowStore.OrderOf(row) == order)).OrderBy(RowStore.KeyOf)];
    }

    /// <summary>Makes the writes part of the outer transaction, or lasting.</summary>
    public void Commit()
    {
        if (_outer is null)
        {
            _store.Commit([.. _written.Select(write => (write.Key.Table, write.Key.Key, write.Value))]);
            return;
        }
        foreach (var (place, row) in _written) _outer._written[place] = row;
    }

    private bool Overrides(TableShape table, RowKey key) => _written.ContainsKey((table, key)) || (_outer?.Overrides(table, key) ?? false);

    private IEnumerable<JsonObject> Written(TableShape table)
    {
        var own = _written.Where(write => write.Key.Table == table && write.Value is not null).Select(write => write.Value!);
        return _outer is null ? own : _outer.Written(table).Where(row => !_written.ContainsKey((table, RowStore.KeyOf(row)))).Concat(own);
    }
}
