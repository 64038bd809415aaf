using Contracts;
using Microsoft.EntityFrameworkCore;
using Syncing.Ledger;

namespace Syncing.Conflicts;

/// <summary>
/// Carries out what somebody chose: first the target's own tables, then the record is due at once, then the conflict is over. Each step bears a
/// repeat, so a crash between two of them leaves a conflict that can be resolved again.
/// </summary>
public sealed class ConflictResolving<TDb>(
    IDbContextFactory<TDb> databases, ConflictList<TDb> list, ITargetConflicts<TDb> target, DueRecords<TDb> due, TimeProvider clock) where TDb : LedgerDb
{
    /// <summary>Resolves a conflict. Choosing the same again answers the same.</summary>
    public async Task<ResolveAnswer> ResolveAsync(long id, ResolveRequest request, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var row = await database.Set<Conflict>().FirstOrDefaultAsync(row => row.Id == id, cancel);
        if (row is null) return new ResolveAnswer(null, null);
        if (row.State == ConflictState.Resolved)
            return new ResolveAnswer(list.Page(row), row.Resolution == request.Choice ? null : $"choice: this conflict is resolved already ({row.Resolution}, by {row.By})");
        if (Wrong(row, request) is { } wrong) return new ResolveAnswer(list.Page(row), wrong);
        var effect = await target.ApplyAsync(row, request, cancel);
        if (effect.Problem is { } problem) return new ResolveAnswer(list.Page(row), problem);

        if (effect.Due) await due.DueAsync(row.Account, row.StoreId, row.Entity, row.Key, effect.Force, cancel);
        else await LeaveAsync(database, row, effect, cancel);
        ConflictBook<TDb>.Close(row, request.Choice!, request.By ?? "api", clock.GetUtcNow());
        row.Version++;
        try
        {
            await database.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new ResolveAnswer(list.Page(row), "choice: the conflict changed while it was being resolved; look at it again");
        }
        return new ResolveAnswer(list.Page(row), null);
    }

    private string? Wrong(Conflict row, ResolveRequest request)
    {
        var choices = target.Choices(row);
        if (request.Choice is null || !choices.Contains(request.Choice)) return $"choice: must be one of {string.Join(", ", choices)} for this conflict ({row.Kind})";
        if (request.Choice == "link" && string.IsNullOrWhiteSpace(request.ExternalId ?? row.ExternalId)) return "external_id: is missing; link needs the id of what is to be linked";
        return null;
    }

    private async Task LeaveAsync(TDb database, Conflict row, ResolveEffect effect, CancellationToken cancel)
    {
        if (!row.Held) return;
        var now = clock.GetUtcNow();
        var record = database.Records.Where(record => record.Account == row.Account && record.StoreId == row.StoreId
            && record.Entity == row.Entity && record.Key == row.Key && record.State == RecordState.Conflict);
        await record.ExecuteUpdateAsync(set => set
            .SetProperty(record => record.State, RecordState.Skipped).SetProperty(record => record.Code, effect.LeftCode)
            .SetProperty(record => record.Message, effect.LeftMessage).SetProperty(record => record.LastOutcome, RecordOutcome.Skipped)
            .SetProperty(record => record.UpdatedAt, now).SetProperty(record => record.Version, record => record.Version + 1), cancel);
    }
}
