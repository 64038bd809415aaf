using Contracts;
using MassTransit;

namespace Webhooks.Runs;

/// <summary>Takes announcements of runs, and answers for those that come from the journal once they are on disk.</summary>
public sealed class RunStartedConsumer(RunBook book) : IConsumer<Batch<RunStarted>>
{
    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<Batch<RunStarted>> context)
    {
        var started = context.Message.Select(one => one.Message).ToList();
        await book.AnnounceAsync(context, started);
        await Task.WhenAll(started.Where(one => one.ChangeId is not null).Select(one => context.Publish(
            new ChangeAccepted { ChangeId = one.ChangeId!.Value, SyncId = one.SyncId, Target = BusNames.SyncRuns }, context.CancellationToken)));
    }
}

/// <summary>Takes what targets say became of records.</summary>
public sealed class RecordSettledConsumer(RunBook book) : IConsumer<Batch<RecordSettled>>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<Batch<RecordSettled>> context) => book.AnswerAsync(context, [.. context.Message.Select(one => one.Message)]);
}
