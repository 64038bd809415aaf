using Contracts;
using Hosting.Secrets;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Syncing.Ledger;

namespace Syncing.Dispatching;

/// <summary>A changed credential ends the pauses that a bad one began, and what waited for it is due at once.</summary>
public sealed class LiftPauses<TDb>(
    IDbContextFactory<TDb> databases, CredentialsClient credentials, TargetSettings<TDb> settings, WorkSignal<TDb> signal, TimeProvider clock) : IConsumer<CredentialsChanged>
    where TDb : LedgerDb
{
    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<CredentialsChanged> context)
    {
        if (context.Message.Platform != settings.Target) return;
        credentials.Drop(); // whoever else hears of the change may hear it later, and the old credential would pause the account again
        await using var database = await databases.CreateDbContextAsync(context.CancellationToken);
        var accounts = await database.Pauses.Where(pause => pause.UntilCredentialChanges).Select(pause => pause.Account).ToListAsync(context.CancellationToken);
        if (accounts.Count > 0)
        {
            var now = clock.GetUtcNow();
            await database.Records.Where(row => accounts.Contains(row.Account) && row.State == RecordState.Retrying).ExecuteUpdateAsync(set => set
                .SetProperty(row => row.DueAt, now).SetProperty(row => row.Version, row => row.Version + 1), context.CancellationToken);
            // Last, so that a crash before it leaves something to do for the message that comes again.
            await database.Pauses.Where(pause => accounts.Contains(pause.Account)).ExecuteDeleteAsync(context.CancellationToken);
        }
        signal.Set();
    }
}
