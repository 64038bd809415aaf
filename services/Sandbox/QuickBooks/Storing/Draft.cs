using System.Globalization;
using System.Text.Json.Nodes;
using Sandbox.Storage;

namespace Sandbox.QuickBooks.Storing;

/// <summary>The changes of one operation, seen by itself at once and by others when they are committed together; dropped where a fault is raised.</summary>
internal sealed class Draft(Company company)
{
    private readonly Dictionary<(string Kind, string Id), JsonObject?> _documents = [];
    private readonly Dictionary<(string Collection, string Id), JsonObject?> _rows = [];
    private readonly Dictionary<(string Collection, string Id), byte[]> _texts = [];
    private (JsonObject Document, byte[] Text)? _answered;

    public Company Company => company;

    /// <summary>The document as this operation sees it; not to be changed.</summary>
    public JsonObject? Get(string kind, string id) => _documents.TryGetValue((kind, id), out var drafted) ? drafted : company.Get(kind, id);

    /// <summary>The document to change, which is part of this operation from now on.</summary>
    public JsonObject? Edit(string kind, string id)
    {
        if (_documents.TryGetValue((kind, id), out var drafted)) return drafted;
        return company.Get(kind, id) is { } stored ? _documents[(kind, id)] = stored.Copy() : null;
    }

    public void Put(string kind, string id, JsonObject document) => _documents[(kind, id)] = document;

    public void Remove(string kind, string id) => _documents[(kind, id)] = null;

    public void PutRow(string collection, string id, JsonObject row)
    {
        row["row"] = id;
        _rows[(collection, id)] = row;
    }

    /// <summary>A row that is text already; it names itself in <c>row</c>.</summary>
    public void PutRow(string collection, string id, byte[] text) => _texts[(collection, id)] = text;

    /// <summary>The text of the document that is answered with, which nothing changes any more: it is kept as the same text.</summary>
    public byte[] Answer(JsonObject document)
    {
        var text = DocumentStore.Text(document);
        _answered = (document, text);
        return text;
    }

    /// <summary>The next number of a sequence; numbers are never given twice.</summary>
    public string Next(string sequence, long first = 1)
    {
        var row = _rows.GetValueOrDefault(("sequences", sequence)) ?? company.Row("sequences", sequence);
        var next = row?["last"] is { } last ? (long)last + 1 : first;
        PutRow("sequences", sequence, new JsonObject { ["last"] = next });
        return next.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Changes what other documents show of a transaction (balance, links): their SyncToken and time move on.</summary>
    public JsonObject? Touch(string kind, string id)
    {
        if (Edit(kind, id) is not { } document) return null;
        if (_touched.Add((kind, id)))
            document["SyncToken"] = (int.Parse(document.Text("SyncToken")!, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);
        document["MetaData"]!["LastUpdatedTime"] = company.Clock.Stamp;
        return document;
    }

    public void Commit() => company.Commit(
        [.. _documents.Select(d => (d.Key.Kind, d.Key.Id, d.Value, d.Value is null ? null : ReferenceEquals(d.Value, _answered?.Document) ? _answered?.Text : DocumentStore.Text(d.Value)))],
        [.. _rows.Select(r => (r.Key.Collection, r.Key.Id, r.Value is null ? null : DocumentStore.Text(r.Value))), .. _texts.Select(t => (t.Key.Collection, t.Key.Id, (byte[]?)t.Value))]);

    private readonly HashSet<(string, string)> _touched = [];
}
