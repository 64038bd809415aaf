using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SupabaseSync.Conflicts;

/// <summary>
/// Columns in which Supabase won, each with what the shop said then. As long as the shop says the same, theirs stays; once the shop changes the
/// column again, its word is new and is written. Pure.
/// </summary>
public static class KeptColumns
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 600 };
    private static readonly JsonSerializerOptions Writing = new() { MaxDepth = 600, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Of a whole line that was taken away: what the shop says of it that is read by people.
    private static readonly HashSet<string> NotTold = ["raw", "meta_data", "taxes", "position"];

    /// <summary>The list with more columns.</summary>
    public static string? Add(string? kept, IEnumerable<RowDifference> differences)
    {
        var list = Read(kept);
        foreach (var difference in differences.Where(CanBeKept)) list[difference.Path] = Told(difference.Shop!.Value);
        return Write(list);
    }

    /// <summary>Both lists; of what is in both, the second.</summary>
    public static string? Join(string? kept, string? more)
    {
        var list = Read(kept);
        foreach (var (path, said) in Read(more)) list[path] = said?.DeepClone();
        return Write(list);
    }

    /// <summary>Whether somebody's edit can stay while the rest of the row is written.</summary>
    public static bool CanBeKept(RowDifference difference) => !difference.IsShops && difference.Shop is not null;

    /// <summary>The list without the columns that the shop has changed since.</summary>
    public static string? Still(string? kept, ShopRow shop)
    {
        if (kept is null) return null;
        var list = Read(kept);
        foreach (var (path, said) in list.ToList())
            if (Value(shop, path) is not { } now || !JsonNode.DeepEquals(Told(now), said)) list.Remove(path);
        return Write(list);
    }

    /// <summary>Whether a path is in the list; the columns of a line that is in it are too.</summary>
    public static bool Holds(string? kept, string path) => kept is not null && Read(kept) is var list && (list.ContainsKey(path) || (path.IndexOf("].", StringComparison.Ordinal) is > 0 and var end && list.ContainsKey(path[..(end + 1)])));

    /// <summary>What is to be sent: a key that is missing keeps what is stored, a line that is missing is left as it stands.</summary>
    public static ReadOnlyMemory<byte> Without(ReadOnlyMemory<byte> row, string? kept, StandingRow standing)
    {
        if (kept is null) return row;
        var written = JsonNode.Parse(row.Span, documentOptions: Deep)!.AsObject();
        foreach (var (path, _) in Read(kept))
        {
            if (Part(path) is not { } part)
            {
                written.Remove(path);
                continue;
            }
            var parts = written[part.Table == "order_lines" ? "lines" : "refunds"] as JsonArray;
            if (parts?.FirstOrDefault(one => one!["woo_id"]!.GetValue<long>() == part.Id) is not { } found) continue;
            if (part.Column is null) parts.Remove(found);
            // A kept line that has gone altogether would be made anew without what it must have.
            else if ((part.Table == "order_lines" ? standing.Lines : standing.Refunds).ContainsKey(part.Id)) found.AsObject().Remove(part.Column);
        }
        return Encoding.UTF8.GetBytes(written.ToJsonString(Writing));
    }

    private static JsonElement? Value(ShopRow shop, string path)
    {
        if (Part(path) is not { } part) return shop.Columns.TryGetProperty(path, out var value) ? value : null;
        if (!((part.Table == "order_lines" ? shop.Lines : shop.Refunds) ?? new Dictionary<long, JsonElement>()).TryGetValue(part.Id, out var row)) return null;
        return part.Column is null ? row : row.TryGetProperty(part.Column, out var column) ? column : null;
    }

    private static (string Table, long Id, string? Column)? Part(string path)
    {
        var (open, close) = (path.IndexOf('['), path.IndexOf(']'));
        return open < 0 ? null : (path[..open], long.Parse(path[(open + 1)..close], System.Globalization.CultureInfo.InvariantCulture), close + 1 < path.Length ? path[(close + 2)..] : null);
    }

    private static JsonNode? Told(JsonElement value)
    {
        var node = JsonNode.Parse(value.GetRawText(), documentOptions: Deep);
        if (node is JsonObject row && row.ContainsKey("woo_id"))
            foreach (var name in NotTold) row.Remove(name);
        return node;
    }

    private static JsonObject Read(string? kept) => kept is null ? [] : JsonNode.Parse(kept, documentOptions: Deep)!.AsObject();

    private static string? Write(JsonObject list) => list.Count == 0 ? null : list.ToJsonString(Writing);
}
