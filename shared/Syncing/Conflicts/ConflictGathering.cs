using Microsoft.EntityFrameworkCore;
using Syncing.Ledger;

namespace Syncing.Conflicts;

/// <summary>
/// Brings the list in line with the ledger: a record that is held as a conflict is in the list whoever held it, and what held a record is over
/// once the record is settled.
/// </summary>
public sealed class ConflictGathering<TDb>(
    IDbContextFactory<TDb> databases, ConflictBook<TDb> book, ITargetConflicts<TDb> target, TimeProvider clock) where TDb : LedgerDb
{
    /// <summary>What closed a conflict that nobody resolved: its record was settled by other means.</summary>
    public const string Settled = "settled";

    /// <summary>Gathers.</summary>
    public async Task GatherAsync(CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var held = await database.Records.Where(row => row.State == RecordState.Conflict && row.Code != null)
            .Select(row => new Held(row.Id, row.Account, row.StoreId, row.Entity, row.Key, row.Code!)).ToListAsync(cancel);
        var open = await database.Set<Conflict>().Where(row => row.State == ConflictState.Open).ToListAsync(cancel);
        var byRecord = open.ToLookup(Identity);
        foreach (var record in held)
        {
            var kind = target.KindOf(record.Code);
            if (byRecord[Identity(record)].Any(row => row.Kind == kind)) continue;
            if (await database.Records.AsNoTracking().FirstOrDefaultAsync(row => row.Id == record.Id, cancel) is { State: RecordState.Conflict } whole)
                await book.OpenAsync(await target.DescribeAsync(whole, cancel) with { Kind = kind, Held = true }, cancel);
        }
        await CloseAsync(database, held, [.. open.Where(row => row.Held)], cancel);
    }

    private async Task CloseAsync(TDb database, List<Held> held, List<Conflict> open, CancellationToken cancel)
    {
        var kinds = held.DistinctBy(Identity).ToDictionary(Identity, record => target.KindOf(record.Code));
        foreach (var row in open)
        {
            if (kinds.TryGetValue(Identity(row), out var kind) ? kind != row.Kind : await IsSettledAsync(database, row, cancel))
            {
                ConflictBook<TDb>.Close(row, Settled, "sync", clock.GetUtcNow());
                row.Version++;
            }
        }
        try
        {
            await database.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody else resolved one, or found it again; the next look sees what is left.
        }
    }

    private static Task<bool> IsSettledAsync(TDb database, Conflict conflict, CancellationToken cancel) => database.Records.AnyAsync(row =>
        row.Account == conflict.Account && row.StoreId == conflict.StoreId && row.Entity == conflict.Entity && row.Key == conflict.Key
        && (row.State == RecordState.Synced || row.State == RecordState.Skipped), cancel);

    private static (string, string, string, string) Identity(Held row) => (row.Account, row.StoreId, row.Entity, row.Key);

    private static (string, string, string, string) Identity(Conflict row) => (row.Account, row.StoreId, row.Entity, row.Key);

    private sealed record Held(long Id, string Account, string StoreId, string Entity, string Key, string Code);
}
