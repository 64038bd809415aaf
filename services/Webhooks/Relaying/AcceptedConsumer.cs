using Contracts;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Webhooks.Journal;

namespace Webhooks.Relaying;

/// <summary>Notes who holds a change. A row that everybody holds is done.</summary>
public sealed class AcceptedConsumer(IDbContextFactory<JournalDb> databases, JournalSignal signal, JournalTurn turn, TimeProvider clock) : IConsumer<Batch<ChangeAccepted>>
{
    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<Batch<ChangeAccepted>> context)
    {
        await using var database = await databases.CreateDbContextAsync(context.CancellationToken);
        using var ours = await turn.TakeAsync(context.CancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(context.CancellationToken);
        DateTimeOffset? now = clock.GetUtcNow();
        var accepted = context.Message.Select(message => message.Message).ToList();
        foreach (var target in accepted.GroupBy(message => message.Target))
        {
            var theirs = target.Select(message => message.ChangeId).Distinct().ToList();
            await database.Addressed.Where(row => row.Target == target.Key && theirs.Contains(row.DeliveryId) && row.AcceptedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.AcceptedAt, now), context.CancellationToken);
        }
        var ids = accepted.Select(message => message.ChangeId).Distinct().ToList();
        await database.Deliveries
            .Where(row => ids.Contains(row.Id) && row.State == DeliveryState.Ready && !row.Addressed.Any(addressed => addressed.AcceptedAt == null))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, DeliveryState.Done).SetProperty(row => row.DueAt, (DateTimeOffset?)null), context.CancellationToken);
        await transaction.CommitAsync(context.CancellationToken);
        signal.Set();
    }
}
