using Microsoft.EntityFrameworkCore;

namespace Webhooks.Runs;

/// <summary>
/// The rows that a batch is about, read before its runs move: the steps look a record up here and ask the database nothing for it. Of small
/// runs all rows are here, so that whether one has ended needs no further question either.
/// </summary>
internal sealed class ItemRows(RunsDb database)
{
    private const int KeysAtOnce = 500; // SQL Server takes 2,100 parameters
    private readonly Dictionary<Guid, Dictionary<ItemKey, RunItem>> _rows = [];
    private readonly HashSet<Guid> _whole = [];

    /// <summary>Reads the rows of these records, and all rows of runs of one change.</summary>
    public async Task LoadAsync(IReadOnlyDictionary<Guid, Run> runs, IEnumerable<(Guid SyncId, IEnumerable<ItemKey> Keys)> asked, CancellationToken cancel)
    {
        var small = new List<Guid>();
        foreach (var (syncId, keys) in asked)
        {
            if (!runs.TryGetValue(syncId, out var run)) _whole.Add(syncId); // new: there is nothing yet
            else if (run is { Announced: true, Mode: null, Reading: false, Expected: null }) small.Add(syncId);
            else await LoadAsync(syncId, [.. keys], cancel);
        }
        if (small.Count == 0) return;
        Keep(await database.Items.Where(item => small.Contains(item.SyncId)).ToListAsync(cancel));
        _whole.UnionWith(small);
    }

    /// <summary>The row of a record, or null.</summary>
    public RunItem? Find(Guid syncId, ItemKey key) => _rows.GetValueOrDefault(syncId)?.GetValueOrDefault(key);

    /// <summary>Adds a row.</summary>
    public RunItem Add(RunItem item)
    {
        database.Add(item);
        Keep([item]);
        return item;
    }

    /// <summary>Whether every row of the run is here.</summary>
    public bool IsWhole(Guid syncId) => _whole.Contains(syncId);

    /// <summary>The rows of a run that are here.</summary>
    public IEnumerable<RunItem> Of(Run run) =>
        (_rows.GetValueOrDefault(run.CorrelationId)?.Values ?? Enumerable.Empty<RunItem>()).Where(item => run.Target is null || item.Target == run.Target);

    private async Task LoadAsync(Guid syncId, IReadOnlyList<ItemKey> asked, CancellationToken cancel)
    {
        var targets = asked.Select(key => key.Target).Distinct().ToList();
        var entities = asked.Select(key => key.Entity).Distinct().ToList();
        foreach (var keys in asked.Select(key => key.Key).Distinct().Chunk(KeysAtOnce))
        {
            Keep(await database.Items
                .Where(item => item.SyncId == syncId && targets.Contains(item.Target) && entities.Contains(item.Entity) && keys.Contains(item.Key)).ToListAsync(cancel));
        }
    }

    private void Keep(IEnumerable<RunItem> items)
    {
        foreach (var item in items)
        {
            if (!_rows.TryGetValue(item.SyncId, out var own)) _rows[item.SyncId] = own = [];
            own[new ItemKey(item.Target, item.Entity, item.Key)] = item;
        }
    }
}

/// <summary>One record of a run in one target.</summary>
internal readonly record struct ItemKey(string Target, string Entity, string Key);
