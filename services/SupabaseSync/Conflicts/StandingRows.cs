using System.Globalization;
using System.Text.Json;
using SupabaseSync.Mirroring.Calling;
using Syncing.Working;

namespace SupabaseSync.Conflicts;

/// <summary>Reads what stands in a project.</summary>
public sealed class StandingRows(SupabaseClient client)
{
    // Not above 1000 rows, which is where PostgREST cuts an answer off without a word, and an address that every gateway takes.
    private const int MostKeys = 200;
    private const int MostRows = 1000;

    /// <summary>The rows with these keys, in one call for up to 200; keys without a row are not in the answer. Halved where the database takes too long.</summary>
    public async Task<(IReadOnlyDictionary<(string StoreId, long WooId), StandingRow> Rows, Fault? Fault)> ReadAsync(
        Project project, string entity, IReadOnlyCollection<(string StoreId, long WooId)> keys, CancellationToken cancel)
    {
        var found = new Dictionary<(string, long), StandingRow>();
        var waiting = new Stack<(string StoreId, long WooId)[]>(keys.Chunk(Math.Min(MostKeys, MostRows / Math.Max(1, keys.Select(key => key.StoreId).Distinct().Count()))).Reverse());
        while (waiting.TryPop(out var some))
        {
            var (body, fault) = await client.RowsAsync(project, Question(entity, some), cancel);
            if (fault is { Code: "statement_timeout" } && some.Length > 1)
            {
                waiting.Push(some[(some.Length / 2)..]);
                waiting.Push(some[..(some.Length / 2)]);
                continue;
            }
            if (fault is not null) return (found, fault);
            if (body!.Value.ValueKind != JsonValueKind.Array) return (found, SupabaseFaults.NotSupabase);
            foreach (var row in body.Value.EnumerateArray().Select(columns => new StandingRow(columns))) found[(row.StoreId, row.WooId)] = row;
        }
        return (found, null);
    }

    private static string Question(string entity, (string StoreId, long WooId)[] keys)
    {
        var stores = string.Join(',', keys.Select(key => key.StoreId).Distinct().Select(store => $"\"{store.Replace("\\", "\\\\").Replace("\"", "\\\"")}\""));
        var ids = string.Join(',', keys.Select(key => key.WooId).Distinct().Order().Select(id => id.ToString(CultureInfo.InvariantCulture)));
        return $"{entity}?select={MirrorColumns.Of(entity)}&store_id=in.({Uri.EscapeDataString(stores)})&woo_id=in.({ids})&order=store_id,woo_id&limit={MostRows}";
    }
}
