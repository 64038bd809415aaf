using System.Text.Json;
using Syncing.Working;

namespace SupabaseSync.Mirroring.Calling;

/// <summary>What a batch function said of each record, or the fault that the call as a whole ended with.</summary>
public sealed record BatchAnswer
{
    /// <summary>By store and WooCommerce id; empty where <see cref="Fault"/> is set.</summary>
    public IReadOnlyDictionary<(string StoreId, long WooId), RecordAnswer> Records { get; private init; } =
        new Dictionary<(string, long), RecordAnswer>();

    /// <summary>Nothing of the batch was written, or it is not known.</summary>
    public Fault? Fault { get; private init; }

    /// <summary>The call failed.</summary>
    public static BatchAnswer Failed(Fault fault) => new() { Fault = fault };

    /// <summary>Reads <c>[{"store_id","woo_id","result","code","message"}, ...]</c>.</summary>
    public static BatchAnswer Read(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Array) return Failed(SupabaseFaults.NotSupabase);
        var records = new Dictionary<(string, long), RecordAnswer>();
        foreach (var entry in body.EnumerateArray())
        {
            if (Text(entry, "store_id") is { } storeId && entry.TryGetProperty("woo_id", out var wooId)
                && wooId.ValueKind == JsonValueKind.Number && wooId.TryGetInt64(out var id))
                records[(storeId, id)] = new RecordAnswer(Text(entry, "result") ?? "", Text(entry, "code"), Text(entry, "message"));
        }
        return new BatchAnswer { Records = records };
    }

    private static string? Text(JsonElement entry, string name) =>
        entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
