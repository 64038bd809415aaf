using Contracts;

namespace Webhooks.Runs;

/// <summary>For how long a run waits for a record.</summary>
internal static class Patience
{
    /// <summary>
    /// What a run takes for an outcome. A settled version is one. A version that the target tries in vain, or whose account it leaves alone, ends as
    /// failed in the run once that has lasted longer than <paramref name="maxWait"/>, counted from when it began, or from when the run began or was
    /// resumed where that is later. It is decided by the record and never by the age of the run: a record that only waits for its turn is awaited,
    /// however long the others take. The target goes on trying; a later success changes the record, not the run.
    /// </summary>
    /// <returns>The outcome; null where the record is awaited further.</returns>
    public static RecordSettled? Outcome(RecordStanding standing, Run run, string target, TimeSpan maxWait, DateTimeOffset now)
    {
        // Cancelled for this run and resumed since: the target has not heard of it yet.
        if (standing.Settled is { Outcome: RecordOutcome.Skipped, Code: SkipCodes.Cancelled } && run.Untold is not null) return null;
        if (standing.Settled is { } settled) return settled;
        if (standing.HeldSince is not { } since) return null;
        foreach (var begin in (DateTimeOffset?[])[run.StartedAt, run.ChangedAt])
            if (begin > since) since = begin.Value;
        if (now - since <= maxWait) return null;
        return new RecordSettled
        {
            SyncId = run.CorrelationId, Target = target, Entity = standing.Entity, Key = standing.Key, TenantId = run.TenantId, StoreId = run.StoreId,
            Modified = standing.Modified, Seq = standing.Seq, Outcome = RecordOutcome.Failed, Code = standing.Code ?? "waits_too_long", At = now,
            Message = $"{standing.Message ?? "The target has not written it yet."} It is still being tried; the run does not wait any longer.",
        };
    }
}
