using System.Text.Json.Nodes;
using Contracts;
using QboSync.Booking;
using QboSync.Documents;
using QboSync.Mapping;
using QboSync.Sending;
using QboSync.Storage;
using QboSync.Talking;
using Syncing.Working;
using Woo.Shapes;

namespace QboSync.Previewing;

/// <summary>Books an order for show: the code that books it, on a company that is only read.</summary>
public sealed class Preview(QuickBooksClient client, OrderFlow orders, DocumentBook book, TimeProvider clock)
{
    private const string RoundingLine = "Rounding";

    /// <summary>What booking the order now would do.</summary>
    /// <param name="company">Where to.</param>
    /// <param name="item">The order, as the ledger would hand it over.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<PreviewAnswer> OfAsync(TenantCompany company, WorkItem item, CancellationToken cancel)
    {
        var rehearsal = new Rehearsal(clock);
        var rows = await book.OfOrderAsync(company.Realm, item.StoreId, item.Key, cancel);
        var sale = rows.FirstOrDefault(row => row is { Role: DocumentRole.Sale, IsBooked: true });
        if (sale is not null) item = item with { ExternalId = item.ExternalId ?? sale.ExternalId };
        var (result, fault) = rows.Any(row => row.IsInDoubt) ? (null, InDoubt) : await RehearseAsync(company, rehearsal, item, cancel);
        var documents = new List<PreviewDocument>();
        foreach (var write in rehearsal.Writes) documents.Add(await ShowAsync(company.Company, write, cancel));
        return new PreviewAnswer
        {
            TenantId = company.TenantId,
            Account = company.Realm,
            StoreId = item.StoreId,
            OrderId = item.Key,
            Outcome = Outcome(result, fault, documents.Count > 0, rows.Any(row => row is { Role: DocumentRole.Sale, IsBooked: true })),
            Code = fault?.Code ?? result?.Code,
            Message = fault?.Message ?? result?.Message,
            Documents = documents,
            Entries = Entries(rehearsal),
            Sums = Sums(item, rows, rehearsal.Writes),
        };
    }

    private static readonly Fault InDoubt = new(FaultKind.UnknownOutcome, "outcome_unknown",
        "A write of this order was sent and no answer came. What became of it is found out first, by itself; then what else is to be done can be shown.");

    private async Task<(WorkResult? Result, Fault? Fault)> RehearseAsync(TenantCompany company, Rehearsal rehearsal, WorkItem item, CancellationToken cancel)
    {
        try
        {
            return (await orders.WorkAsync(client.Open(company.Account, rehearsal), item, company.StartDate, cancel), null);
        }
        catch (FaultException e)
        {
            return (null, e.Fault);
        }
        catch (WooShapeException e)
        {
            return (null, new Fault(FaultKind.Invalid, "unreadable", $"WooCommerce sent something that cannot be read: {e.Message}. Correct the record in WooCommerce."));
        }
    }

    private static string Outcome(WorkResult? result, Fault? fault, bool writes, bool booked) => (result, fault) switch
    {
        (_, not null) => "held",
        _ when writes => booked ? "updated" : "created",
        ({ Code: "unchanged" }, _) or ({ Outcome: not RecordOutcome.Skipped }, _) => "unchanged",
        _ => "skipped",
    };

    private static async Task<PreviewDocument> ShowAsync(QuickBooksCompany company, RehearsedWrite write, CancellationToken cancel)
    {
        var id = write.Operation == "create" ? null : write.Body.Text("Id");
        var changes = write.Operation == "update" && id is not null && !id.StartsWith('(')
            ? DocumentChanges.Between(await company.ReadAsync(write.Entity, id, cancel), write.Body) : null;
        return new PreviewDocument(write.Entity, write.Role, write.SourceId, write.Operation, id, write.Body.Text("DocNumber"), write.Total, write.Body, changes);
    }

    private static IReadOnlyList<PreviewEntry> Entries(Rehearsal rehearsal) =>
    [
        .. rehearsal.Look.Linked.Select(found => new PreviewEntry(found.Entity, "link", found.Name, found.ExternalId, null, [])),
        .. rehearsal.Look.Missing.Select(missing => new PreviewEntry(missing.Entity, missing.Candidates.Count > 0 ? "ask" : "make", missing.Name, null, missing.Body, missing.Candidates)),
    ];

    private static PreviewSums? Sums(WorkItem item, IReadOnlyList<BookedDocument> rows, IReadOnlyList<RehearsedWrite> writes)
    {
        if (item.Deleted) return null;
        try
        {
            var order = WooJson.Order(item.Body);
            var sale = writes.LastOrDefault(write => write.Role == DocumentRole.Sale);
            var total = sale is null ? rows.FirstOrDefault(row => row is { Role: DocumentRole.Sale, IsBooked: true })?.TotalAmt : sale.Operation is "void" or "delete" ? null : sale.Total;
            var refunds = rows.Where(row => row is { Role: DocumentRole.Refund, IsBooked: true } && !writes.Any(write => write.Role == DocumentRole.Refund && write.SourceId == row.SourceId)).Sum(row => row.TotalAmt ?? 0)
                + writes.Where(write => write.Role == DocumentRole.Refund).GroupBy(write => write.SourceId).Sum(refund => refund.Last().Total ?? 0);
            var shop = Cents.Round(order.Total);
            return new PreviewSums(order.Currency, shop, total, shop - total, sale is null ? 0 : Rounding(sale.Body), -order.Refunds.Sum(refund => refund.Total), refunds);
        }
        catch (WooShapeException)
        {
            return null; // the hold says what cannot be read
        }
    }

    private static decimal Rounding(JsonObject document) => (document["Line"] as JsonArray ?? []).OfType<JsonObject>()
        .Where(line => line.Text("Description") == RoundingLine && line["SalesItemLineDetail"]?["Qty"] is null).Sum(line => line.Amount("Amount") ?? 0);
}
