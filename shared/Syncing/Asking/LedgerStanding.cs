using Contracts;
using Hosting.Secrets;
using Microsoft.EntityFrameworkCore;
using Syncing.Ledger;

namespace Syncing.Asking;

/// <summary>How a ledger stands as a whole, for whoever raises alerts: what fails, and what waits for its worker for how long.</summary>
public sealed class LedgerStanding<TDb>(IDbContextFactory<TDb> databases, TargetAccounts<TDb> accounts, TargetSettings<TDb> settings, TimeProvider clock) where TDb : LedgerDb
{
    /// <summary>Now, of the accounts that are connected: what was left behind with another company fails and waits for ever.</summary>
    public async Task<LedgerCondition> NowAsync(CancellationToken cancel)
    {
        List<string> connected;
        try
        {
            connected = [.. (await accounts.ConnectedAsync(cancel)).Select(account => account.Account)];
        }
        catch (CredentialsUnavailableException)
        {
            return new LedgerCondition(settings.Target, false, 0, 0, null, null);
        }
        await using var database = await databases.CreateDbContextAsync(cancel);
        var now = clock.GetUtcNow();
        var rows = database.Records.AsNoTracking().Where(row => connected.Contains(row.Account));
        var failing = await rows.CountAsync(row => row.State == RecordState.NeedsAttention || row.State == RecordState.Conflict, cancel);
        // An import of history may wait for hours by right; what is in work has a lease and no due time of its own.
        var due = rows.Where(row => row.DueAt <= now && row.State != RecordState.InProgress && row.Priority != ChangePriority.History);
        var count = await due.CountAsync(cancel);
        var oldest = count == 0 ? null : await due.MinAsync(row => row.DueAt, cancel);
        var pause = await database.Pauses.AsNoTracking().Where(row => connected.Contains(row.Account) && row.Until > now).OrderBy(row => row.Account).FirstOrDefaultAsync(cancel);
        return new LedgerCondition(settings.Target, true, failing, count, oldest, pause?.Message);
    }
}

/// <summary>How a ledger stands.</summary>
/// <param name="Target">The target.</param>
/// <param name="Known">False while Credentials cannot say which accounts are connected; nothing else is said then.</param>
/// <param name="Failing">Records that stand still until somebody does something.</param>
/// <param name="Due">Records that are due and wait for a worker, history left out.</param>
/// <param name="OldestDueAt">Since when the first of these is due.</param>
/// <param name="Paused">Why an account is left alone now; null where none is.</param>
public sealed record LedgerCondition(string Target, bool Known, int Failing, int Due, DateTimeOffset? OldestDueAt, string? Paused);
