using Contracts;
using Syncing.Ledger;
using Syncing.Telling;

namespace Syncing.Asking;

/// <summary>How a ledger row stands for a run that asks.</summary>
public static class Standing
{
    /// <summary>So long after its end a pause is still the state of things: the account is tried again, and paused again where that was in vain.</summary>
    public static readonly TimeSpan BetweenPauses = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The rule of what holds a record. <c>InDoubt</c>, and <c>Retrying</c> that is not due again yet, have been tried in vain since the first try of
    /// the version; an account that is paused holds whatever waits in it since it was paused, for as long as nothing got through in between; where
    /// the account is no longer connected nothing works the record at all. What is due and has nothing in its way only waits for its turn, however
    /// long: the pace of an account is no failure.
    /// </summary>
    /// <param name="row">The row.</param>
    /// <param name="firstTry">When the wanted version was first tried in vain.</param>
    /// <param name="pause">The pause of its account, also one that has ended.</param>
    /// <param name="connected">The account is connected.</param>
    /// <param name="now">Now.</param>
    /// <returns>Since when, and by what; null where nothing holds it.</returns>
    public static (DateTimeOffset Since, string? Code, string? Message)? Held(LedgerRecord row, DateTimeOffset? firstTry, AccountPause? pause, bool connected, DateTimeOffset now)
    {
        if (row.IsSettled || row.State == RecordState.InProgress) return null;
        if (row.State == RecordState.InDoubt || (row.State == RecordState.Retrying && row.DueAt > now && !IsPaused(pause, now))) return (firstTry ?? row.UpdatedAt, row.Code, row.Message);
        if (IsPaused(pause, now)) return (Later(pause!.Since, row.WantedAt), pause.Code, pause.Message);
        return connected ? null : (row.UpdatedAt, "not_connected", "The account that this record was taken in for is no longer connected, so nothing writes it.");
    }

    /// <summary>The answer about one version.</summary>
    public static RecordStanding Of(LedgerRecord row, AskedRecord asked, Guid run, string target, (DateTimeOffset Since, string? Code, string? Message)? held, DateTimeOffset now)
    {
        var version = new RecordVersion(asked.Modified, asked.Seq);
        RecordSettled? settled = row.Wanted > version ? Outbox.Superseded(row, target, now) : row.Wanted == version && row.IsSettled ? Outbox.Settled(row, target, now) : null;
        return new RecordStanding
        {
            Entity = asked.Entity, Key = asked.Key, Modified = asked.Modified, Seq = asked.Seq, State = row.State.ToString(),
            Settled = settled is null ? null : settled with { SyncId = run, Modified = asked.Modified, Seq = asked.Seq },
            HeldSince = settled is null && row.Wanted == version ? held?.Since : null, Code = held?.Code ?? row.Code, Message = held?.Message ?? row.Message,
        };
    }

    private static bool IsPaused(AccountPause? pause, DateTimeOffset now) => pause is not null && pause.Until > now - BetweenPauses;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
