using System.Collections.Concurrent;
using Contracts;
using QboSync.Booking;
using QboSync.Company;
using QboSync.Previewing;
using QboSync.Reserving;
using QboSync.Sending;
using QboSync.Storage;
using QboSync.Talking;
using Syncing.Planning;
using Syncing.Working;

namespace QboSync.Planning;

/// <summary>What booking would do: the flow that books, on a company that is only read.</summary>
public sealed class QuickBooksPlan(QuickBooksClient client, QuickBooksFlow flow, CompanyReader companies, DocumentBook book, TimeProvider clock) : ITargetPlan
{
    private static readonly Fault InDoubt = new(FaultKind.UnknownOutcome, "outcome_unknown",
        "A write of this record was sent and no answer came. What became of it is found out first, by itself; what else would be done cannot be foreseen before that.");

    /// <inheritdoc/>
    public string Target => flow.Target;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Foreseen>> ForeseeAsync(TargetAccount account, string entity, IReadOnlyList<WorkItem> items, CancellationToken cancel)
    {
        var plans = new ConcurrentBag<Foreseen>();
        Fault? closed = null; // throttled or not let in: the rest would only meet the same
        var begun = client.Open(account).Begin(items.Count);
        try
        {
            await Parallel.ForEachAsync(items.Zip(begun), new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, items.Count), CancellationToken = cancel }, async (work, stop) =>
            {
                using (work.Second)
                {
                    var plan = Volatile.Read(ref closed) is { } fault ? new Foreseen(WorkResult.Faulted(work.First, fault)) : await OneAsync(account, entity, work.First, stop);
                    if (plan.Result.Fault is { Kind: FaultKind.Throttled or FaultKind.Unauthorised or FaultKind.Misconfigured } shut) Volatile.Write(ref closed, shut);
                    plans.Add(plan);
                }
            });
        }
        finally
        {
            foreach (var record in begun) record.Dispose();
        }
        return [.. plans];
    }

    private async Task<Foreseen> OneAsync(TargetAccount account, string entity, WorkItem item, CancellationToken cancel)
    {
        var rows = entity == Entities.Orders ? await book.OfOrderAsync(account.Account, item.StoreId, item.Key, cancel) : [];
        if (rows.Any(row => row.IsInDoubt)) return new Foreseen(WorkResult.Faulted(item, InDoubt));
        var rehearsal = new Rehearsal(clock) { Look = new EntryLook { Asks = true }, Refereeing = new Refereeing(companies) };
        var result = await flow.OneAsync(client.Open(account, rehearsal), entity, item, account.Credential.FieldOrNull("start_date"), cancel);
        return new Foreseen(result, result.Fault is null ? SumOf(rows, rehearsal.Writes) : null);
    }

    /// <summary>What the sale comes to in QuickBooks then; null where none is or would be booked.</summary>
    private static decimal? SumOf(IReadOnlyList<BookedDocument> rows, IReadOnlyList<RehearsedWrite> writes) =>
        writes.LastOrDefault(write => write.Role == DocumentRole.Sale) is { } sale ? sale.Total : rows.FirstOrDefault(row => row is { Role: DocumentRole.Sale, IsBooked: true })?.TotalAmt;
}
