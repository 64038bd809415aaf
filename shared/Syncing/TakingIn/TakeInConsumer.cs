using Contracts;
using MassTransit;
using Microsoft.Extensions.Logging;
using Syncing.Dispatching;
using Syncing.Ledger;

namespace Syncing.TakingIn;

/// <summary>
/// Takes changes into the ledger, answers, acknowledges. While the ledger (or Credentials) is away the batch is held and tried again:
/// nothing that can be read is ever given up.
/// </summary>
public sealed class TakeInConsumer<TDb, TChange>(
    TakeIn<TDb> ledger, WorkSignal<TDb> signal, TargetSettings<TDb> settings, TimeProvider clock, ILogger<TakeInConsumer<TDb, TChange>> log) :
    IConsumer<Batch<TChange>>
    where TDb : LedgerDb
    where TChange : RecordChanged
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<Batch<TChange>> context)
    {
        var ours = context.Message.Select(message => message.Message).Where(change => change.Targets.Contains(settings.Target)).ToList();
        if (ours.Count == 0) return;

        for (var wait = TimeSpan.FromMilliseconds(250); ; wait = Min(wait * 2, LongestWait))
        {
            try
            {
                await ledger.TakeAsync(ours, context.CancellationToken);
                break;
            }
            catch (Exception e) when (!context.CancellationToken.IsCancellationRequested)
            {
                log.LogWarning("{Target} cannot take {Count} {Change} in yet: {Message}", settings.Target, ours.Count, typeof(TChange).Name, e.GetBaseException().Message);
                await Task.Delay(wait, clock, context.CancellationToken);
            }
        }
        signal.Set();
        await Task.WhenAll(ours.Select(change => context.Publish(
            new ChangeAccepted { ChangeId = change.ChangeId, SyncId = change.SyncId, Target = settings.Target }, context.CancellationToken)));
    }

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
