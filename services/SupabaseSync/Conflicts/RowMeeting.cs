using Microsoft.Extensions.Options;
using SupabaseSync.Mirroring.Calling;
using SupabaseSync.Mirroring.Mapping;
using Syncing.Conflicts;
using Syncing.Working;

namespace SupabaseSync.Conflicts;

/// <summary>
/// Looks at the rows that a batch is about to write over, in one call, and finds what people did to them since our last write. Records that
/// were never written are not looked for: an import costs nothing more.
/// </summary>
public sealed class RowMeeting(
    StandingRows rows, RowDecisions decisions, ConflictBook<SupabaseSyncDb> conflicts, VersionTaking versions, IOptions<ConflictOptions> options, ILogger<RowMeeting> log)
{
    /// <summary>Decides what is sent.</summary>
    public async Task<Meeting> MeetAsync(TargetAccount account, Project project, string entity, IReadOnlyList<MirrorRow> batch, CancellationToken cancel)
    {
        var meeting = new Meeting();
        await decisions.ChangeAsync(batch.Where(row => row.Item.Deleted).ToDictionary(row => row.Item.RecordId,
            row => (Action<RowDecision>)(decision => decision.DeletedSeq = row.Item.Version.Seq)), cancel);
        var known = batch.Where(row => row.Item.Applied is not null).ToList();
        if (known.Count == 0)
        {
            meeting.Send.AddRange(batch);
            return meeting;
        }
        var (standing, fault) = await rows.ReadAsync(project, entity, [.. known.Select(row => (row.Item.StoreId, row.WooId))], cancel);
        if (fault is { Kind: FaultKind.Misconfigured or FaultKind.Invalid })
        {
            // The write meets the same where it cannot be written either; what only the look lacks must not stop it.
            log.LogWarning("Supabase project {Account}: rows of {Entity} cannot be looked at before they are written ({Code})", account.Account, entity, fault.Code);
            meeting.Send.AddRange(batch);
            return meeting;
        }
        if (fault is not null)
        {
            meeting.Settled.AddRange(batch.Select(row => WorkResult.Faulted(row.Item, fault)));
            return meeting;
        }
        var decided = await decisions.OfAsync([.. known.Select(row => row.Item.RecordId)], cancel);
        foreach (var row in batch)
        {
            if (row.Item.Applied is null) meeting.Send.Add(row);
            else await MeetAsync(meeting, account.Account, row, standing.GetValueOrDefault((row.Item.StoreId, row.WooId)), decided.GetValueOrDefault(row.Item.RecordId), cancel);
        }
        await versions.TakeBackAsync(meeting, account.Account, project, entity, cancel);
        return meeting;
    }

    /// <summary>What was decided for one write only is over with it.</summary>
    public Task WrittenAsync(Meeting meeting, IReadOnlyList<WorkResult> results, CancellationToken cancel) => decisions.ChangeAsync(
        results.Where(result => result.Fault is null && meeting.UsedUp.Contains(result.Item.RecordId)).DistinctBy(result => result.Item.RecordId)
            .ToDictionary(result => result.Item.RecordId, _ => (Action<RowDecision>)(decision => (decision.Seen, decision.LeftSeq) = (null, null))), cancel);

    private async Task MeetAsync(Meeting meeting, string account, MirrorRow row, StandingRow? standing, RowDecision? decision, CancellationToken cancel)
    {
        var item = row.Item;
        if (decision?.LeftSeq == item.Version.Seq && decision.LeftSeq is not null && !item.Force)
        {
            meeting.Settled.Add(RowFindings.Left(item, row.ExternalId));
            return;
        }
        if (decision is { LeftSeq: not null } or { Seen: not null }) meeting.UsedUp.Add(item.RecordId);
        // Gone by somebody's decision, and the shop's word is new; or gone on both sides.
        if (standing is null && (item.Deleted || decision?.LeftSeq is not null))
        {
            meeting.Send.Add(row);
            return;
        }

        var shop = ShopRow.Of(row);
        var kept = KeptColumns.Still(decision?.Kept, shop);
        // What was kept until now is no news, whether it stays or the shop has just changed it.
        List<RowDifference> found = standing is null ? [] : [.. Clashing.Of(item, shop, standing, decision).Where(difference => !KeptColumns.Holds(decision?.Kept, difference.Path))];
        if (decision?.LeftSeq is not null) found.RemoveAll(difference => difference.Path == "deleted_at");
        if (standing is null || found.Count > 0)
        {
            var edit = new Edit(found, Edit.NeedsAfter(found) ? await decisions.LastWriteAsync(item.RecordId, cancel) : 0);
            if (decision?.Seen != edit.Fingerprint())
            {
                var winner = await DecideAsync(account, item, edit, cancel);
                if (winner == Winner.Nobody) meeting.Settled.Add(WorkResult.Faulted(item, RowFindings.Hold(item, edit)));
                var left = winner == Winner.Supabase && (edit.IsGone || found.Any(difference => difference.Path == "deleted_at"));
                if (left) meeting.Settled.Add(RowFindings.Left(item, row.ExternalId));
                if (winner == Winner.Supabase) kept = KeptColumns.Add(kept, found);
                if (winner == Winner.Supabase) await decisions.ChangeAsync(One(item, change => (change.Kept, change.LeftSeq) = (kept, left ? item.Version.Seq : null)), cancel);
                if (winner == Winner.Nobody || left) return;
            }
            if (standing is not null && Clashing.IsRaised(item, shop, standing)) meeting.Raised.Add((row, standing, edit));
        }
        if (decision is not null && decision.Kept != kept && found.Count == 0) await decisions.ChangeAsync(One(item, change => change.Kept = kept), cancel);
        meeting.Send.Add(standing is null ? row : row with { Json = KeptColumns.Without(row.Json, kept, standing) });
    }

    // The list is written before the row is, so that a crash between the two loses no trace of what stood there.
    private async Task<Winner> DecideAsync(string account, WorkItem item, Edit edit, CancellationToken cancel)
    {
        var policy = options.Value.Of(item.Entity);
        var finding = RowFindings.Of(item, account, edit, policy);
        var winner = edit.IsShops ? Winner.Shop : Choosing.Of(policy, edit.At, item.Version.Modified);
        if (winner == Winner.Nobody) await conflicts.OpenAsync(finding with { Held = true }, cancel);
        else await conflicts.NoteAsync(finding, winner == Winner.Shop ? ConflictKinds.Woocommerce : ConflictKinds.Supabase, cancel);
        return winner;
    }

    private static Dictionary<long, Action<RowDecision>> One(WorkItem item, Action<RowDecision> change) => new() { [item.RecordId] = change };
}
