using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sandbox.Storage;

/// <summary>
/// JSON documents in memory, kept in an append-only file of lines so that a stand-in goes on where it was after any kind of end. What a
/// write holds stands or falls together. Callers lock <see cref="Gate"/> around read-and-write. A document is kept as its UTF-8 text: taken
/// apart it needs ten times as much.
/// </summary>
public sealed class DocumentStore : IDisposable
{
    // Payloads of shops nest deeper than the 64 levels that System.Text.Json allows by itself; a line of the file nests two deeper still.
    private const int MostLevels = 1000;
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = MostLevels };
    private static readonly JsonDocumentOptions ReadingLines = new() { MaxDepth = MostLevels + 2 };
    private static readonly JsonWriterOptions Writing = new() { MaxDepth = MostLevels, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions WritingLines = Writing with { MaxDepth = MostLevels + 2 };

    private readonly Dictionary<string, SortedDictionary<string, byte[]>> _collections = [];
    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly FileStream? _file;

    /// <summary>Opens the file, or keeps everything in memory where <paramref name="path"/> is null.</summary>
    public DocumentStore(string? path)
    {
        if (path is null) return;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        if (File.Exists(path)) Load(path);
        _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
        _file.Write("\n"u8); // ends a line that was cut short by a kill
        _file.Flush();
    }

    /// <summary>Held around everything that reads in order to write.</summary>
    public Lock Gate { get; } = new();

    /// <summary>A copy of the document, or null.</summary>
    public JsonObject? Get(string collection, string id)
    {
        lock (Gate) return Of(collection).TryGetValue(id, out var document) ? Read(document) : null;
    }

    /// <summary>Copies of all documents of a collection; numeric ids come in numeric order.</summary>
    public IReadOnlyList<JsonObject> All(string collection)
    {
        lock (Gate) return [.. Of(collection).Values.Select(Read)];
    }

    /// <summary>How many documents a collection has.</summary>
    public int Count(string collection)
    {
        lock (Gate) return Of(collection).Count;
    }

    /// <summary>Puts one document.</summary>
    public void Put(string collection, string id, JsonObject document) => Write([(collection, id, document)]);

    /// <summary>Takes one document away.</summary>
    public void Remove(string collection, string id) => Write([(collection, id, (JsonObject?)null)]);

    /// <summary>Puts (or, where the document is null, removes) several documents at once.</summary>
    public void Write(IReadOnlyList<(string Collection, string Id, JsonObject? Document)> changes) =>
        WriteTexts([.. changes.Select(change => (change.Collection, change.Id, change.Document is null ? null : Text(change.Document)))]);

    /// <summary>The same with documents as their text, which <see cref="Text"/> makes.</summary>
    public void WriteTexts(IReadOnlyList<(string Collection, string Id, byte[]? Text)> changes)
    {
        lock (Gate)
        {
            foreach (var (collection, id, text) in changes) Set(collection, id, text);
            if (_file is not null) WriteLine(changes);
        }
    }

    /// <summary>A document as it is kept.</summary>
    public static byte[] Text(JsonObject document)
    {
        var bytes = _text ??= new ArrayBufferWriter<byte>(4096);
        bytes.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(bytes, Writing)) document.WriteTo(json);
        return bytes.WrittenSpan.ToArray();
    }

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _text;

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private void WriteLine(IReadOnlyList<(string Collection, string Id, byte[]? Text)> changes)
    {
        _line.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_line, WritingLines))
        {
            json.WriteStartArray();
            foreach (var (collection, id, written) in changes)
            {
                json.WriteStartArray();
                json.WriteStringValue(collection);
                json.WriteStringValue(id);
                if (written is { } text) json.WriteRawValue(text, skipInputValidation: true);
                else json.WriteNullValue();
                json.WriteEndArray();
            }
            json.WriteEndArray();
        }
        _line.Write("\n"u8);
        _file!.Write(_line.WrittenSpan);
        _file.Flush();
    }

    private void Load(string path)
    {
        foreach (var line in File.ReadLines(path))
        {
            if (line.Length == 0) continue;
            try
            {
                using var changes = JsonDocument.Parse(line, ReadingLines);
                foreach (var change in changes.RootElement.EnumerateArray())
                    Set(change[0].GetString()!, change[1].GetString()!, change[2].ValueKind == JsonValueKind.Null ? null : Encoding.UTF8.GetBytes(change[2].GetRawText()));
            }
            catch (JsonException)
            {
                // The line that was being written when the process was killed: its request was never answered.
            }
        }
    }

    private void Set(string collection, string id, byte[]? document)
    {
        if (document is null) Of(collection).Remove(id);
        else Of(collection)[id] = document;
    }

    private SortedDictionary<string, byte[]> Of(string collection)
    {
        if (!_collections.TryGetValue(collection, out var documents))
            _collections[collection] = documents = new SortedDictionary<string, byte[]>(IdOrder);
        return documents;
    }

    private static JsonObject Read(byte[] document) => JsonNode.Parse(document, documentOptions: Reading)!.AsObject();

    private static readonly Comparer<string> IdOrder = Comparer<string>.Create((left, right) =>
        long.TryParse(left, out var a) && long.TryParse(right, out var b) ? a.CompareTo(b) : string.CompareOrdinal(left, right));
}
