using Contracts;
using FluentValidation;
using MassTransit;
using Webhooks.Requesting;

namespace Webhooks.Resyncing;

/// <summary>
/// Begins the run that a resync message asks for. What can never be done is refused with the reason; while something that is needed is away
/// (Credentials, the database) the message is held and tried again.
/// </summary>
public sealed class ResyncConsumer(ResyncBook book, StartRun start, IValidator<SyncRequest> rules, TimeProvider clock, ILogger<ResyncConsumer> log) : IConsumer<ResyncRequested>
{
    private static readonly string[] WhoAsked = ["X-Changed-By", "x-changed-by", "requested_by"];
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<ResyncRequested> context)
    {
        var (message, cancel) = (context.Message, context.CancellationToken);
        var request = ResyncRequests.Of(message, rules);
        for (var wait = TimeSpan.FromMilliseconds(250); ; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
        {
            try
            {
                await BeginAsync(context, message.Entity!, request, cancel);
                return;
            }
            catch (Exception e) when (e is not ResyncRefusedException && !cancel.IsCancellationRequested)
            {
                log.LogWarning("A resync of {Entity} cannot be begun yet: {Message}", message.Entity, e.GetBaseException().Message);
                await Task.Delay(wait, clock, cancel);
            }
        }
    }

    private async Task BeginAsync(ConsumeContext<ResyncRequested> context, string entity, SyncRequest request, CancellationToken cancel)
    {
        var syncId = context.MessageId is { } id ? ResyncBook.RunOf(id) : await book.RunOfAsync(context.ReceiveContext.Body.GetBytes(), context.ReceiveContext.Redelivered, cancel);
        try
        {
            var pull = await start.BeginAsync(entity, request, "resync", cancel, syncId, AskedBy(context));
            log.LogInformation("Resync of {Entity} of store {Store} is run {Run}", entity, pull.StoreId, pull.SyncId);
        }
        catch (NotPossibleException e)
        {
            await book.SettleAsync(syncId, cancel);
            throw new ResyncRefusedException($"{e.Field}: {e.Message}");
        }
        await book.SettleAsync(syncId, cancel);
    }

    private static string? AskedBy(ConsumeContext<ResyncRequested> context)
    {
        var name = context.Message.RequestedBy
            ?? WhoAsked.Select(header => context.Headers.TryGetHeader(header, out var value) ? value?.ToString() : null).FirstOrDefault(value => value is { Length: > 0 });
        return name is { Length: > 100 } ? name[..100] : name;
    }
}
