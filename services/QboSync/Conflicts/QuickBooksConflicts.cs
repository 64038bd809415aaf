using System.Globalization;
using Contracts;
using QboSync.Documents;
using QboSync.Mapping;
using QboSync.Sending;
using QboSync.Storage;
using QboSync.Talking;
using Syncing.Conflicts;
using Syncing.Ledger;
using Woo.Shapes;

namespace QboSync.Conflicts;

/// <summary>What QuickBooks adds to the list of conflicts.</summary>
public sealed class QuickBooksConflicts(
    DocumentBook book, DocumentResolving documents, EntryResolving entries, FirstContacts contacts, TakenBackResolving takenBack,
    SumResolving sums, OrderAdopting adopting) : ITargetConflicts<QboSyncDb>
{
    /// <inheritdoc/>
    public string KindOf(string code) => ConflictKinds.Of(code);

    /// <inheritdoc/>
    public IReadOnlyList<string> Choices(Conflict conflict) => ConflictKinds.Choices(conflict.Kind);

    /// <inheritdoc/>
    public async Task<ConflictFinding> DescribeAsync(LedgerRecord record, CancellationToken cancel)
    {
        var sale = record.Entity == Entities.Orders
            ? (await book.OfOrderAsync(record.Account, record.StoreId, record.Key, cancel)).FirstOrDefault(row => row.Role == DocumentRole.Sale)
            : null;
        return new ConflictFinding
        {
            TenantId = record.TenantId, StoreId = record.StoreId, Account = record.Account, Entity = record.Entity, Key = record.Key, Kind = KindOf(record.Code!),
            Subject = sale is null ? "" : DocumentFindings.Subject(sale), ExternalId = sale?.ExternalId ?? (record.Code is "already_in_books" or "number_taken" ? OrderAdopting.Named(record.Message) : record.ExternalId), Message = record.Message ?? record.Code!,
            Sides = record.Entity == Entities.Orders ? Sides(record, sale) : [], Policy = Choosing.Name(ConflictPolicy.Ask),
        };
    }

    /// <inheritdoc/>
    public async Task<ResolveEffect> ApplyAsync(Conflict conflict, ResolveRequest request, CancellationToken cancel)
    {
        try
        {
            return (conflict.Kind, request.Choice) switch
            {
                (_, ConflictKinds.Ignore) => await IgnoreAsync(conflict, cancel),
                ("first_contact", ConflictKinds.Link) => Answered(await contacts.LinkAsync(conflict, (request.ExternalId ?? conflict.ExternalId)!, cancel)),
                ("already_in_books", ConflictKinds.Link) => Answered(await adopting.LinkAsync(conflict, (request.ExternalId ?? conflict.ExternalId)!, cancel)),
                ("already_in_books" or "number_taken", ConflictKinds.Create) => Answered(await adopting.CreateAsync(conflict, cancel)),
                ("first_contact", ConflictKinds.Create) => Answered(await contacts.CreateAsync(conflict, cancel)),
                (ConflictKinds.Edited or ConflictKinds.Deleted or ConflictKinds.Voided, _) when conflict.Entity == Entities.Orders => await documents.ApplyAsync(conflict, request.Choice!, cancel),
                (ConflictKinds.Edited, _) => await entries.ApplyAsync(conflict, request.Choice, cancel),
                ("booked_then_cancelled" or "refund_withdrawn", _) => await takenBack.ApplyAsync(conflict, request.Choice!, cancel),
                ("booked_total_differs", ConflictKinds.Quickbooks) => await sums.AcceptAsync(conflict, cancel),
                ("booked_total_differs", _) => await sums.RewriteAsync(conflict, cancel),
                _ => ResolveEffect.Work(force: false), // mended outside, by whoever says so
            };
        }
        catch (FaultException e)
        {
            return ResolveEffect.Refuse($"choice: {e.Fault.Message}");
        }
    }

    private async Task<ResolveEffect> IgnoreAsync(Conflict conflict, CancellationToken cancel)
    {
        if (conflict.Entity == Entities.Orders) await documents.IgnoreAsync(conflict, cancel);
        else if (conflict.Kind == ConflictKinds.Edited) await entries.ApplyAsync(conflict, null, cancel);
        return ResolveEffect.Leave("conflict_ignored", "Somebody chose to leave both sides as they are. It is looked at again when the shop changes it.");
    }

    private static ResolveEffect Answered(string? problem) => problem is null ? ResolveEffect.Work(force: false) : ResolveEffect.Refuse(problem);

    private static List<ConflictSide> Sides(LedgerRecord record, BookedDocument? sale)
    {
        var sides = new List<ConflictSide>();
        var order = Order(record);
        var booked = sale is { IsBooked: true } ? sale : null;
        sides.Add(new("Status", record.Deleted ? "deleted" : order?.Status, booked is null ? null : "booked"));
        sides.Add(new("TotalAmt", order is null ? null : Differences.Sum(Cents.Round(order.Total)), booked?.TotalAmt is { } total ? Differences.Sum(total) : null));
        sides.Add(new("DocNumber", order?.Number, booked?.DocNumber));
        return [.. sides.Where(side => side.Shop is not null || side.Target is not null)];
    }

    private static WooOrder? Order(LedgerRecord record)
    {
        try
        {
            return record.Deleted ? null : WooJson.Order(record.Body);
        }
        catch (WooShapeException)
        {
            return null;
        }
    }
}
