using System.Globalization;
using System.Text.Json;
using Contracts;
using SupabaseSync.Mirroring.Calling;
using Syncing.Working;

namespace SupabaseSync.Planning;

/// <summary>Reads what stands in a project's tables; writes nothing.</summary>
public sealed class Standing(SupabaseClient client)
{
    private const int PageRows = 500;

    /// <summary>The versions of some rows of one store, by WooCommerce id; what is not there is not among them.</summary>
    public async Task<(IReadOnlyDictionary<long, RecordVersion> Versions, Fault? Fault)> VersionsAsync(Project project, string table, string storeId, IReadOnlyCollection<long> ids, CancellationToken cancel)
    {
        var (rows, fault) = await RowsAsync(project, table, "woo_id,date_modified_gmt,sync_seq", storeId, "woo_id", ids, cancel);
        return (rows.ToDictionary(row => row.GetProperty("woo_id").GetInt64(), Version), fault);
    }

    /// <summary>Whole rows of one store.</summary>
    /// <param name="project">Where.</param>
    /// <param name="table">Which table.</param>
    /// <param name="storeId">The store.</param>
    /// <param name="column"><c>woo_id</c>, or <c>order_woo_id</c> of an order's parts.</param>
    /// <param name="ids">Which.</param>
    /// <param name="cancel">Ends it.</param>
    public Task<(IReadOnlyList<JsonElement> Rows, Fault? Fault)> WholeAsync(Project project, string table, string storeId, string column, IReadOnlyCollection<long> ids, CancellationToken cancel) =>
        RowsAsync(project, table, "*", storeId, column, ids, cancel);

    private async Task<(IReadOnlyList<JsonElement> Rows, Fault? Fault)> RowsAsync(
        Project project, string table, string select, string storeId, string column, IReadOnlyCollection<long> ids, CancellationToken cancel)
    {
        var rows = new List<JsonElement>();
        if (ids.Count == 0) return (rows, null);
        var among = $"select={select}&store_id=eq.{Uri.EscapeDataString(storeId)}&{column}=in.({string.Join(',', ids)})&order=woo_id.asc&limit={PageRows}";
        long? last = null;
        while (true)
        {
            var after = last is { } seen ? string.Create(CultureInfo.InvariantCulture, $"&woo_id=gt.{seen}") : "";
            var (body, fault) = await client.ReadAsync(project, $"{table}?{among}{after}", cancel);
            using (body)
            {
                if (fault is not null) return ([], fault);
                if (body!.RootElement.ValueKind != JsonValueKind.Array) return ([], SupabaseFaults.NotSupabase);
                var page = body.RootElement.EnumerateArray().Select(row => row.Clone()).ToList();
                rows.AddRange(page);
                // A project may answer fewer rows than were asked for: only an empty page is the end, unless every id has its row.
                if (page.Count == 0 || (column == "woo_id" && rows.Count >= ids.Count)) return (rows, null);
                last = page[^1].GetProperty("woo_id").GetInt64();
            }
        }
    }

    private static RecordVersion Version(JsonElement row) => new(
        row.TryGetProperty("date_modified_gmt", out var modified) && modified.ValueKind == JsonValueKind.String
            ? DateTimeOffset.Parse(modified.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal) : null,
        row.TryGetProperty("sync_seq", out var seq) && seq.ValueKind == JsonValueKind.Number ? seq.GetInt64() : 0);
}
