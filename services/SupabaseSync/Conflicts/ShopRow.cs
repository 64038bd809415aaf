using System.Text.Json;
using SupabaseSync.Mirroring.Mapping;
using Syncing.Working;

namespace SupabaseSync.Conflicts;

/// <summary>A row as the shop says it is: what <see cref="RowMapper"/> makes of the record.</summary>
public sealed class ShopRow
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 600 };

    private ShopRow(JsonElement columns) => (Columns, Lines, Refunds) = (columns, Parts(columns, "lines"), Parts(columns, "refunds"));

    /// <summary>The columns, those of the key and the version too.</summary>
    public JsonElement Columns { get; }

    /// <summary>An order's lines; null where nothing is said about them.</summary>
    public IReadOnlyDictionary<long, JsonElement>? Lines { get; }

    /// <summary>An order's refunds; null where nothing is said about them. One that is known from the order's summary has fewer columns.</summary>
    public IReadOnlyDictionary<long, JsonElement>? Refunds { get; private init; }

    /// <summary>Of a record that is gone the shop may tell no more than its id.</summary>
    public bool IsWhole => Columns.TryGetProperty("raw", out _);

    /// <summary>What is about to be written.</summary>
    public static ShopRow Of(MirrorRow row) => new(Parse(row.Json));

    /// <summary>
    /// What was written last, as the row itself tells: <c>raw</c> is the record that its columns were made from, so nothing need be kept of it
    /// elsewhere. Null where no row can be made of it.
    /// </summary>
    public static ShopRow? Written(WorkItem item, StandingRow standing)
    {
        if (standing.Raw.ValueKind != JsonValueKind.Object) return null;
        var before = item with { Body = standing.Raw.GetRawText(), Refunds = null, Deleted = true };
        if (RowMapper.Map(before).Row is not { } row) return null;
        var written = new ShopRow(Parse(row.Json));
        // The order's summary knows its refunds, and each refund's own raw what was written of it.
        var whole = standing.Refunds.Where(refund => IsItself(refund.Key, refund.Value)).Select(refund => refund.Value.GetProperty("raw").GetRawText()).ToList();
        if (whole.Count == 0 || written.Refunds is null || RowMapper.Map(before with { Refunds = $"[{string.Join(',', whole)}]" }).Row is not { } detailed) return written;
        var details = Parts(Parse(detailed.Json), "refunds")!;
        return new ShopRow(written.Columns) { Refunds = written.Refunds.ToDictionary(refund => refund.Key, refund => details.GetValueOrDefault(refund.Key, refund.Value)) };
    }

    /// <summary>A part that the platform wrote: its <c>raw</c> has its id.</summary>
    public static bool IsItself(long id, JsonElement part) => part.TryGetProperty("raw", out var raw) && raw.ValueKind == JsonValueKind.Object
        && raw.TryGetProperty("id", out var own) && own.ValueKind == JsonValueKind.Number && own.TryGetInt64(out var number) && number == id;

    private static JsonElement Parse(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json, Deep);
        return document.RootElement.Clone();
    }

    private static Dictionary<long, JsonElement>? Parts(JsonElement columns, string name)
    {
        if (!columns.TryGetProperty(name, out var parts)) return null;
        var found = new Dictionary<long, JsonElement>();
        foreach (var part in parts.EnumerateArray()) found[part.GetProperty("woo_id").GetInt64()] = part;
        return found;
    }
}
