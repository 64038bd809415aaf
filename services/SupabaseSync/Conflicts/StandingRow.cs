using System.Globalization;
using System.Text.Json;
using Contracts;

namespace SupabaseSync.Conflicts;

/// <summary>A row as it stands in the project; of an order with its lines and refunds, all of one moment.</summary>
public sealed class StandingRow
{
    /// <summary>No list of parts in an answer is longer: what is missing in one that is as long may only have been cut off.</summary>
    public const int MostParts = 1000;

    /// <summary>Reads one; it lasts as long as the document that it was read from.</summary>
    public StandingRow(JsonElement columns)
    {
        Columns = columns;
        Lines = Parts("order_lines");
        Refunds = Parts("order_refunds");
    }

    /// <summary>The columns.</summary>
    public JsonElement Columns { get; }

    /// <summary>An order's lines, deleted ones too.</summary>
    public IReadOnlyDictionary<long, JsonElement> Lines { get; }

    /// <summary>An order's refunds, deleted ones too.</summary>
    public IReadOnlyDictionary<long, JsonElement> Refunds { get; }

    /// <summary>Half of the key.</summary>
    public string StoreId => Columns.GetProperty("store_id").GetString()!;

    /// <summary>The other half.</summary>
    public long WooId => Columns.GetProperty("woo_id").GetInt64();

    /// <summary>The version that the row says it has.</summary>
    public RecordVersion Version => new(Instant(Columns, "date_modified_gmt"), Columns.TryGetProperty("sync_seq", out var seq) && seq.TryGetInt64(out var number) ? number : 0);

    /// <summary>Marked as deleted.</summary>
    public bool IsDeleted => IsMarked(Columns);

    /// <summary>What the shop said when the row was last written by the platform.</summary>
    public JsonElement Raw => Columns.TryGetProperty("raw", out var raw) ? raw : default;

    /// <summary>Whether a row is marked as deleted.</summary>
    public static bool IsMarked(JsonElement row) => row.TryGetProperty("deleted_at", out var at) && at.ValueKind != JsonValueKind.Null;

    /// <summary>When a row was last written, by whomever.</summary>
    public static DateTimeOffset? WrittenAt(JsonElement row) => Instant(row, "synced_at");

    /// <summary>An instant, or null.</summary>
    public static DateTimeOffset? Instant(JsonElement row, string column) =>
        row.TryGetProperty(column, out var value) && value.ValueKind == JsonValueKind.String
        && DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant) ? instant : null;

    private Dictionary<long, JsonElement> Parts(string name)
    {
        var parts = new Dictionary<long, JsonElement>();
        if (Columns.TryGetProperty(name, out var rows) && rows.ValueKind == JsonValueKind.Array)
            foreach (var row in rows.EnumerateArray()) parts[row.GetProperty("woo_id").GetInt64()] = row;
        return parts;
    }
}
