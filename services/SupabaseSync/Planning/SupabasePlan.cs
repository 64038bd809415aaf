using System.Text.Json;
using Contracts;
using SupabaseSync.Mirroring;
using SupabaseSync.Mirroring.Calling;
using SupabaseSync.Mirroring.Mapping;
using Syncing.Planning;
using Syncing.Working;

namespace SupabaseSync.Planning;

/// <summary>What mirroring would do: the rows that would be sent, against what stands in the project by the rules of its functions.</summary>
public sealed class SupabasePlan(Standing standing) : ITargetPlan
{
    /// <inheritdoc/>
    public string Target => SupabaseFlow.TargetName;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Foreseen>> ForeseeAsync(TargetAccount account, string entity, IReadOnlyList<WorkItem> items, CancellationToken cancel)
    {
        if (!Project.TryRead(account.Credential, out var project, out var unusable)) return [.. items.Select(item => new Foreseen(WorkResult.Faulted(item, unusable)))];

        var plans = new List<Foreseen>(items.Count);
        var mapped = new List<MirrorRow>(items.Count);
        foreach (var item in items)
        {
            var (row, fault) = RowMapper.Map(item);
            if (row is not null) mapped.Add(row);
            else plans.Add(new Foreseen(WorkResult.Faulted(item, fault!)));
        }
        foreach (var store in mapped.GroupBy(row => row.Item.StoreId)) plans.AddRange(await OfStoreAsync(project, entity, store.Key, [.. store], cancel));
        return plans;
    }

    private async Task<IEnumerable<Foreseen>> OfStoreAsync(Project project, string entity, string storeId, IReadOnlyList<MirrorRow> rows, CancellationToken cancel)
    {
        var (versions, fault) = await standing.VersionsAsync(project, entity, storeId, [.. rows.Select(row => row.WooId)], cancel);
        if (fault is not null) return rows.Select(row => new Foreseen(WorkResult.Faulted(row.Item, fault)));

        // An equal version is written again only where somebody insists, and then it depends on every column.
        var equal = rows.Where(row => versions.TryGetValue(row.WooId, out var version) && version == row.Item.Version).ToList();
        var (same, unread) = await SameAsync(project, entity, storeId, equal, cancel);
        return rows.Select(row => new Foreseen(
            versions.TryGetValue(row.WooId, out var version) is false ? Answer(row, "created")
            : row.Item.Version < version ? Answer(row, "stale")
            : row.Item.Version > version ? Answer(row, "updated")
            : unread is not null ? WorkResult.Faulted(row.Item, unread)
            : Answer(row, same.Contains(row.WooId) ? "unchanged" : "updated")));
    }

    private async Task<(IReadOnlySet<long> Ids, Fault? Fault)> SameAsync(Project project, string entity, string storeId, IReadOnlyList<MirrorRow> rows, CancellationToken cancel)
    {
        var same = new HashSet<long>();
        var ids = rows.Select(row => row.WooId).ToList();
        var (stored, fault) = await standing.WholeAsync(project, entity, storeId, "woo_id", ids, cancel);
        if (fault is not null) return (same, fault);
        var (lines, refunds) = (NoParts, NoParts);
        if (entity == Entities.Orders)
        {
            (lines, fault) = await PartsAsync(project, "order_lines", storeId, ids, cancel);
            if (fault is null) (refunds, fault) = await PartsAsync(project, "order_refunds", storeId, ids, cancel);
            if (fault is not null) return (same, fault);
        }
        var byId = stored.ToDictionary(row => row.GetProperty("woo_id").GetInt64());
        foreach (var row in rows)
        {
            using var wanted = JsonDocument.Parse(row.Json, new JsonDocumentOptions { MaxDepth = 520 });
            if (byId.TryGetValue(row.WooId, out var there) && Sameness.Holds(wanted.RootElement, there, [.. lines[row.WooId]], [.. refunds[row.WooId]])) same.Add(row.WooId);
        }
        return (same, null);
    }

    private static readonly ILookup<long, JsonElement> NoParts = Array.Empty<JsonElement>().ToLookup(_ => 0L);

    private async Task<(ILookup<long, JsonElement> Parts, Fault? Fault)> PartsAsync(Project project, string table, string storeId, IReadOnlyCollection<long> orders, CancellationToken cancel)
    {
        var (rows, fault) = await standing.WholeAsync(project, table, storeId, "order_woo_id", orders, cancel);
        return (rows.ToLookup(row => row.GetProperty("order_woo_id").GetInt64()), fault);
    }

    private static WorkResult Answer(MirrorRow row, string result) => Mirroring.Results.Of(row, new RecordAnswer(result, null, null));
}
