using Contracts;
using MassTransit;

namespace Webhooks.Pulling;

/// <summary>The run knows what to wait for: the reading is over.</summary>
public sealed class ReadAcceptedConsumer(PullBook book) : IConsumer<RunReadAccepted>
{
    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<RunReadAccepted> context)
    {
        for (var pull = await book.FindAsync(context.Message.SyncId, context.CancellationToken); pull is { State: PullState.Telling };
             pull = await book.FindAsync(context.Message.SyncId, context.CancellationToken))
        {
            (pull.State, pull.DueAt) = (PullState.Done, null);
            if (await book.SaveAsync(pull, null, context.CancellationToken)) return;
        }
    }
}
