using Contracts;
using MassTransit;

namespace Webhooks.Tests.Driving;

/// <summary>Plays a target service: takes changes in, answers, settles.</summary>
public abstract class TargetConsumer(TargetBook book, string target) : IConsumer<OrderChanged>, IConsumer<ProductChanged>, IConsumer<CustomerChanged>
{
    public Task Consume(ConsumeContext<OrderChanged> context) => TakeAsync(context, context.Message);

    public Task Consume(ConsumeContext<ProductChanged> context) => TakeAsync(context, context.Message);

    public Task Consume(ConsumeContext<CustomerChanged> context) => TakeAsync(context, context.Message);

    private async Task TakeAsync(ConsumeContext context, RecordChanged change)
    {
        if (!change.Targets.Contains(target)) return;
        book.Heard.Enqueue((target, change));
        if (!book.Accepts(target, change)) return;
        await context.Publish(new ChangeAccepted { ChangeId = change.ChangeId, SyncId = change.SyncId, Target = target });
        if (book.Settles(target, change) is not { } outcome) return;
        await context.Publish(new RecordSettled
        {
            SyncId = change.SyncId, Target = target, Entity = TargetBook.Entity(change), Key = change.Key, TenantId = change.TenantId, StoreId = change.StoreId,
            Modified = change.Modified, Seq = change.Seq, Outcome = outcome, ExternalId = outcome == RecordOutcome.Failed ? null : $"{target}-{change.Key}",
            Code = outcome == RecordOutcome.Failed ? "closed_period" : null, Message = outcome == RecordOutcome.Failed ? "The books are closed until May." : null,
            At = TimeProvider.System.GetUtcNow(),
        });
    }
}

public sealed class QuickBooksTarget(TargetBook book) : TargetConsumer(book, TargetBook.QuickBooks);

public sealed class SupabaseTarget(TargetBook book) : TargetConsumer(book, TargetBook.Supabase);
