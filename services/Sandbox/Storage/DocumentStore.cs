using System.Text.Json.Nodes;

namespace Sandbox.Storage;

/// <summary>
/// JSON documents in memory, kept in an append-only file of lines so that a stand-in goes on where it was after any kind of end. What a
/// write holds stands or falls together. Callers lock <see cref="Gate"/> around read-and-write.
/// </summary>
public sealed class DocumentStore : IDisposable
{
    private readonly Dictionary<string, SortedDictionary<string, JsonObject>> _collections = [];
    private readonly StreamWriter? _file;

    /// <summary>Opens the file, or keeps everything in memory where <paramref name="path"/> is null.</summary>
    public DocumentStore(string? path)
    {
        if (path is null) return;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        if (File.Exists(path)) Load(path);
        _file = new StreamWriter(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read)) { AutoFlush = false };
        _file.WriteLine(); // ends a line that was cut short by a kill
    }

    /// <summary>Held around everything that reads in order to write.</summary>
    public Lock Gate { get; } = new();

    /// <summary>A copy of the document, or null.</summary>
    public JsonObject? Get(string collection, string id)
    {
        lock (Gate)
            return Of(collection).TryGetValue(id, out var document) ? (JsonObject)document.DeepClone() : null;
    }

    /// <summary>Copies of all documents of a collection; numeric ids come in numeric order.</summary>
    public IReadOnlyList<JsonObject> All(string collection)
    {
        lock (Gate) return [.. Of(collection).Values.Select(document => (JsonObject)document.DeepClone())];
    }

    /// <summary>How many documents a collection has.</summary>
    public int Count(string collection)
    {
        lock (Gate) return Of(collection).Count;
    }

    /// <summary>Puts one document.</summary>
    public void Put(string collection, string id, JsonObject document) => Write([(collection, id, document)]);

    /// <summary>Takes one document away.</summary>
    public void Remove(string collection, string id) => Write([(collection, id, null)]);

    /// <summary>Puts (or, where the document is null, removes) several documents at once.</summary>
    public void Write(IReadOnlyList<(string Collection, string Id, JsonObject? Document)> changes)
    {
        lock (Gate)
        {
            foreach (var (collection, id, document) in changes) Set(collection, id, (JsonObject?)document?.DeepClone());
            if (_file is null) return;
            var line = new JsonArray([.. changes.Select(change => (JsonNode)new JsonArray(change.Collection, change.Id, change.Document?.DeepClone()))]);
            _file.WriteLine(line.ToJsonString());
            _file.Flush();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private void Load(string path)
    {
        foreach (var line in File.ReadLines(path))
        {
            if (line.Length == 0) continue;
            JsonArray changes;
            try
            {
                changes = JsonNode.Parse(line)!.AsArray();
            }
            catch (System.Text.Json.JsonException)
            {
                continue; // the line that was being written when the process was killed: its request was never answered
            }
            foreach (var change in changes) Set((string)change![0]!, (string)change[1]!, (JsonObject?)change[2]?.DeepClone());
        }
    }

    private void Set(string collection, string id, JsonObject? document)
    {
        if (document is null) Of(collection).Remove(id);
        else Of(collection)[id] = document;
    }

    private SortedDictionary<string, JsonObject> Of(string collection)
    {
        if (!_collections.TryGetValue(collection, out var documents))
            _collections[collection] = documents = new SortedDictionary<string, JsonObject>(IdOrder);
        return documents;
    }

    private static readonly Comparer<string> IdOrder = Comparer<string>.Create((left, right) =>
        long.TryParse(left, out var a) && long.TryParse(right, out var b) ? a.CompareTo(b) : string.CompareOrdinal(left, right));
}
