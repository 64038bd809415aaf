using Microsoft.EntityFrameworkCore;
using SupabaseSync.Conflicts;
using SupabaseSync.Mirroring.Calling;
using SupabaseSync.Mirroring.Mapping;
using Syncing.Conflicts;
using Syncing.Ledger;
using Syncing.Working;

namespace SupabaseSync.Drifting;

/// <summary>
/// Looks at rows whose record is settled, and makes those due that do not stand as they should. Their own turn meets the same difference and
/// does what the policy says, so that there is one road for it, and a row that was only just written is not mistaken for an edited one.
/// Rows that the ledger does not know are nobody's business.
/// </summary>
public sealed class DriftCheck(IDbContextFactory<SupabaseSyncDb> databases, StandingRows rows, RowDecisions decisions, DueRecords<SupabaseSyncDb> due)
{
    /// <summary>Records of one page.</summary>
    public const int PageSize = 100;

    /// <summary>Looks at the records after a ledger row; answers the last one that was looked at, null where there are none left.</summary>
    /// <exception cref="DriftFaultException">The project cannot be read.</exception>
    public async Task<long?> LookAsync(string account, Project project, long after, CancellationToken cancel)
    {
        var page = await PageAsync(account, after, cancel);
        if (page.Count == 0) return null;
        var decided = await decisions.OfAsync([.. page.Select(record => record.Id)], cancel);
        foreach (var entity in page.GroupBy(record => record.Entity))
        {
            var mapped = entity.Select(record => (Record: record, RowMapper.Map(Item(record)).Row)).Where(one => one.Row is not null).ToList();
            var (standing, fault) = await rows.ReadAsync(project, entity.Key, [.. mapped.Select(one => (one.Record.StoreId, one.Row!.WooId))], cancel);
            if (fault is not null) throw new DriftFaultException(fault);
            foreach (var (record, row) in mapped)
                if (await DiffersAsync(row!, standing.GetValueOrDefault((record.StoreId, row!.WooId)), decided.GetValueOrDefault(record.Id), cancel))
                    await due.DueAsync(record.Account, record.StoreId, record.Entity, record.Key, force: false, cancel);
        }
        return page[^1].Id;
    }

    private async Task<List<LedgerRecord>> PageAsync(string account, long after, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await database.Records.AsNoTracking()
            .Where(record => record.Id > after && record.Account == account && record.DueAt == null && (record.State == RecordState.Synced || record.State == RecordState.Skipped)
                && record.AppliedSeq == record.WantedSeq && record.AppliedModified == record.WantedModified)
            .OrderBy(record => record.Id).Take(PageSize).ToListAsync(cancel);
    }

    private async Task<bool> DiffersAsync(MirrorRow row, StandingRow? standing, RowDecision? decision, CancellationToken cancel)
    {
        if (decision?.LeftSeq == row.Item.Version.Seq && decision.LeftSeq is not null) return false;
        if (standing is null && row.Item.Deleted) return false;
        List<RowDifference> found = standing is null ? [] : [.. Clashing.Of(row.Item, ShopRow.Of(row), standing, decision).Where(difference => !KeptColumns.Holds(decision?.Kept, difference.Path))];
        if (standing is not null && found.Count == 0) return false;
        if (decision?.Seen is null) return true;
        return decision.Seen != new Edit(found, Edit.NeedsAfter(found) ? await decisions.LastWriteAsync(row.Item.RecordId, cancel) : 0).Fingerprint();
    }

    private static WorkItem Item(LedgerRecord row) => new()
    {
        RecordId = row.Id, TenantId = row.TenantId, StoreId = row.StoreId, Entity = row.Entity, Key = row.Key, Version = row.Wanted,
        Applied = row.Applied, ExternalId = row.ExternalId, Deleted = row.Deleted, Body = row.Body, Refunds = row.Refunds,
    };
}
