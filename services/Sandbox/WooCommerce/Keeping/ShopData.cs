using System.Globalization;
using System.Text.Json.Nodes;
using Sandbox.Storage;
using Sandbox.WooCommerce.Json;

namespace Sandbox.WooCommerce.Keeping;

/// <summary>The shop's database: resources as their REST JSON (without links, unless they were loaded with them), counters, and rows to list by.</summary>
public sealed class ShopData : IDisposable
{
    private const string Counters = "counters";
    private readonly DocumentStore _documents;
    private readonly Dictionary<string, SortedDictionary<long, ShopRow>> _rows = [];
    private readonly Dictionary<string, long> _last = [];

    /// <summary>Opens the file, or keeps everything in memory where it is null.</summary>
    public ShopData(string? file)
    {
        _documents = new DocumentStore(file);
        foreach (var kind in Kinds.All)
            foreach (var resource in _documents.All(kind))
                RowsOf(kind)[resource.Number("id")] = ShopRow.Of(resource.Number("id"), resource);
        foreach (var counter in _documents.All(Counters)) _last[counter.Text("name")] = counter.Number("last");
    }

    /// <summary>Held around everything that reads in order to write.</summary>
    public Lock Gate => _documents.Gate;

    /// <summary>Documents that are not resources: settings, the queue, the record of deliveries.</summary>
    internal DocumentStore Documents => _documents;

    internal long NextId(string sequence)
    {
        lock (Gate)
        {
            var next = _last.GetValueOrDefault(sequence) + 1;
            Remember(sequence, next);
            return next;
        }
    }

    internal JsonObject? Get(string kind, long id) => _documents.Get(kind, Key(id));

    internal JsonObject Need(string kind, long id) => Get(kind, id) ?? throw WooRefusal.NoSuch(kind);

    internal void Put(string kind, JsonObject resource)
    {
        lock (Gate)
        {
            var id = resource.Number("id");
            if (id > _last.GetValueOrDefault(Sequences.Of(kind))) Remember(Sequences.Of(kind), id);
            _documents.Put(kind, Key(id), resource);
            RowsOf(kind)[id] = ShopRow.Of(id, resource);
        }
    }

    internal void Remove(string kind, long id)
    {
        lock (Gate)
        {
            _documents.Remove(kind, Key(id));
            RowsOf(kind).Remove(id);
        }
    }

    internal IReadOnlyList<ShopRow> Rows(string kind)
    {
        lock (Gate) return [.. RowsOf(kind).Values];
    }

    /// <summary>Forgets everything, counters too.</summary>
    internal void Clear(IEnumerable<string> otherCollections)
    {
        lock (Gate)
        {
            _documents.Write([.. from collection in Kinds.All.Concat(otherCollections).Append(Counters)
                                 from id in Ids(collection)
                                 select (collection, id, (JsonObject?)null)]);
            _rows.Clear();
            _last.Clear();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _documents.Dispose();

    private IEnumerable<string> Ids(string collection) =>
        _documents.All(collection).Select(document => collection == Counters ? document.Text("name") : document.Text("id"));

    private void Remember(string sequence, long last)
    {
        _last[sequence] = last;
        _documents.Put(Counters, sequence, new JsonObject { ["name"] = sequence, ["last"] = last });
    }

    private SortedDictionary<long, ShopRow> RowsOf(string kind)
    {
        if (!_rows.TryGetValue(kind, out var rows)) _rows[kind] = rows = [];
        return rows;
    }

    private static string Key(long id) => id.ToString(CultureInfo.InvariantCulture);
}
