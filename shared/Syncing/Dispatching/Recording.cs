using Contracts;
using Microsoft.EntityFrameworkCore;
using Syncing.Faults;
using Syncing.Ledger;
using Syncing.Telling;
using Syncing.Working;

namespace Syncing.Dispatching;

/// <summary>Records what became of claimed records, each only while the claim still holds: a worker that was too slow changes nothing.</summary>
public sealed class Recording<TDb>(IDbContextFactory<TDb> databases, TargetSettings<TDb> settings, TimeProvider clock) where TDb : LedgerDb
{
    private const int ConflictTries = 20;

    /// <summary>Writes the outcomes, the attempts and what is to be told, in one transaction.</summary>
    public async Task RecordAsync(Claim claim, IReadOnlyList<WorkResult> results, TimeSpan took, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await WriteAsync(claim, results, took, cancel);
                return;
            }
            catch (DbUpdateException) when (tries < ConflictTries)
            {
                // A newer version was taken in between our reading and writing, or another worker paused the account; read again.
            }
        }
    }

    private async Task WriteAsync(Claim claim, IReadOnlyList<WorkResult> results, TimeSpan took, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        var rows = await database.Records.Where(row => row.ClaimId == claim.Id).ToDictionaryAsync(row => row.Id, cancel);
        var now = clock.GetUtcNow();
        var pause = (Until: (DateTimeOffset?)null, Fault: (Fault?)null);
        foreach (var result in results)
        {
            if (!rows.TryGetValue(result.Item.RecordId, out var row)) continue; // claimed by somebody else since
            var version = result.Item.Version;
            // Asked for with force, or as history, while it was being worked without: what was done does not answer that.
            var superseded = row.Wanted > version || (row.Force && !result.Item.Force) || (row.History && !result.Item.History);
            row.ClaimId = null;
            row.UpdatedAt = now;
            row.Version++;
            var wasThere = row.ExternalId is not null;
            if (result.ExternalId is { } id) row.ExternalId = id;
            if (result.Fault is { } fault)
            {
                row.Attempts++;
                var decision = FaultPolicy.Decide(fault, row.Attempts, now, settings.DoubtWait, Random.Shared.NextDouble());
                if (!decision.CountsAsAttempt) row.Attempts--;
                if (decision.PauseUntil > (pause.Until ?? DateTimeOffset.MinValue)) pause = (decision.PauseUntil, fault);
                var settled = decision.DueAt is null;
                row.State = superseded && settled ? RecordState.Pending : decision.State;
                row.DueAt = superseded && settled ? now : decision.DueAt;
                row.Code = fault.Code;
                row.Message = Cut(fault.Message);
                if (settled) Tell(row, version, RecordOutcome.Failed);
                else if (row.SyncId != result.Item.SyncId) TellSuperseded(row, version); // what is tried again is another run's
                if (superseded) row.Attempts = 0;
            }
            else
            {
                var outcome = OutcomeOf(result, wasThere);
                if (outcome != RecordOutcome.Skipped || result.Code is "unchanged") (row.AppliedModified, row.AppliedSeq) = (version.Modified, version.Seq);
                row.Code = result.Code;
                row.Message = Cut(result.Message);
                row.State = superseded ? RecordState.Pending : outcome == RecordOutcome.Skipped && result.Code is not "unchanged" ? RecordState.Skipped : RecordState.Synced;
                row.DueAt = superseded ? now : null;
                row.Attempts = 0;
                if (!superseded) row.Force = false;
                Tell(row, version, outcome);
            }
            database.Add(new Attempt
            {
                RecordId = row.Id, Seq = version.Seq, At = now, DurationMs = (long)took.TotalMilliseconds,
                Result = result.Fault?.Kind.ToString() ?? result.Outcome.ToString()!, Code = row.Code, Message = row.Message,
            });

            void TellSuperseded(LedgerRecord about, RecordVersion of) => database.Add(Outbox.Row(
                Outbox.Superseded(about, settings.Target, now) with { SyncId = result.Item.SyncId, Modified = of.Modified, Seq = of.Seq }));

            void Tell(LedgerRecord about, RecordVersion of, RecordOutcome outcome)
            {
                about.LastOutcome = outcome;
                var settled = Outbox.Settled(about, settings.Target, now) with { Modified = of.Modified, Seq = of.Seq };
                database.Add(Outbox.Row(settled with { SyncId = result.Item.SyncId }));
                // A second run asked for the same version while it was being worked.
                if (!superseded && about.SyncId != result.Item.SyncId) database.Add(Outbox.Row(settled with { SyncId = about.SyncId }));
            }
        }
        // Something got through: a pause that has ended is over, and does not go on in the next one.
        if (results.Any(result => result.Fault is null)) await database.Pauses.Where(row => row.Account == claim.Account.Account && row.Until <= now).ExecuteDeleteAsync(cancel);
        if (pause is { Until: { } until, Fault: { } cause }) await PauseAsync(database, claim.Account.Account, until, cause, now, cancel);
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    // Created means that nothing was confirmed in the target before this version. A repeat after a lost answer finds its own work there and
    // says "unchanged" or "updated"; for the reader it was created all the same.
    internal static RecordOutcome OutcomeOf(WorkResult result, bool wasThere) => result.Outcome!.Value switch
    {
        RecordOutcome.Created or RecordOutcome.Updated => wasThere ? RecordOutcome.Updated : RecordOutcome.Created,
        RecordOutcome.Skipped when result is { Code: "unchanged", ExternalId: not null } && !wasThere => RecordOutcome.Created,
        var other => other,
    };

    private static async Task PauseAsync(TDb database, string account, DateTimeOffset until, Fault cause, DateTimeOffset now, CancellationToken cancel)
    {
        var row = await database.Pauses.FindAsync([account], cancel);
        if (row is null) database.Add(row = new AccountPause { Account = account, Since = now });
        else if (row.Until < now - Asking.Standing.BetweenPauses) row.Since = now;
        if (row.Until > until) return; // a shorter pause does not end a longer one
        row.Until = until;
        row.Code = cause.Code;
        row.Message = Cut(cause.Message)!;
        row.UntilCredentialChanges = cause.Kind is FaultKind.Unauthorised or FaultKind.Misconfigured;
    }

    private static string? Cut(string? text) => text is { Length: > 2000 } ? text[..2000] : text;
}
