using System.Text.Json.Nodes;
using Contracts;
using Hosting.Secrets;
using Microsoft.EntityFrameworkCore;
using QboSync.Booking;
using QboSync.Company;
using QboSync.Mapping;
using QboSync.Sending;
using QboSync.Storage;
using QboSync.Talking;
using Syncing;
using Syncing.Asking;
using Syncing.Ledger;
using Syncing.Working;
using Woo.Shapes;

namespace QboSync.Adopting;

/// <summary>Hears what a person says about an order that seems to stand in the books already, and lets the order go on.</summary>
public sealed class AdoptionDesk(
    IDbContextFactory<QboSyncDb> databases, TargetAccounts<QboSyncDb> accounts, LedgerQuestions<QboSyncDb> ledger, QuickBooksClient client,
    CompanyReader companies, MappingBook mappings, DocumentBook book, Adoption adoption)
{
    /// <summary>Answers a request that is well formed.</summary>
    public async Task<IResult> DecideAsync(AdoptRequest request, CancellationToken cancel)
    {
        try
        {
            var connected = await accounts.ConnectedAsync(cancel);
            var row = await RowAsync(request, connected, cancel);
            if (row is null) return Problem(404, "order_id", $"no connected QuickBooks company knows order {request.Order} of store '{request.StoreId}'");
            if (row.State is RecordState.InProgress or RecordState.InDoubt) return Problem(409, "order_id", $"order {row.Key} is being booked at this moment; ask again when it has settled");
            if (row.Deleted) return Problem(409, "order_id", $"order {row.Key} was deleted in WooCommerce");
            var order = await OpenAsync(row, connected.First(account => account.Account == row.Account), cancel);
            if (order.Sale is { IsBooked: true } booked) return Problem(409, "order_id", $"order {row.Key} is booked already, as {booked.Kind} {booked.DocNumber} (id {booked.ExternalId})");
            return request.Create ? await BesideAsync(order, cancel) : await AdoptAsync(order, request.Document!, cancel);
        }
        catch (FaultException e)
        {
            return Problem(e.Fault.Kind is FaultKind.Transient or FaultKind.Throttled or FaultKind.Unauthorised ? 503 : 409, null, e.Fault.Message);
        }
        catch (CredentialsUnavailableException e)
        {
            return Problem(503, null, e.Message);
        }
    }

    private async Task<IResult> BesideAsync(OrderCase order, CancellationToken cancel)
    {
        var number = await adoption.BesideAsync(order, cancel);
        return Results.Ok(new AdoptAnswer(order.Item.StoreId, order.Item.Key, null, number, await QueueAsync(order, cancel)));
    }

    private async Task<IResult> AdoptAsync(OrderCase order, string id, CancellationToken cancel)
    {
        if (await FindAsync(order.Company, id, cancel) is not var (kind, document))
            return Problem(404, "document_id", $"the QuickBooks company has no SalesReceipt or Invoice with the id {id}");
        if (Resemblance.IsOurs(document)) return Problem(409, "document_id", $"{kind} {id} was booked by this program, for an order of its own");
        if (await IsTakenAsync(order, kind, id, cancel)) return Problem(409, "document_id", $"{kind} {id} is another order's already");
        var numbers = Resemblance.Numbers(order.Number(), order.Order.Number);
        if (Resemblance.Differences(document, order.Order, numbers, order.Sale?.CustomerId, order.Facts.HomeCurrency) is { Count: > 0 } differences)
            return Problem(409, "document_id", $"{kind} {id} is not this order: {string.Join("; ", differences)}. Only a document with the order's number, total, currency and customer can be adopted: correct it in QuickBooks, or answer with \"create\": true");
        var row = await adoption.AdoptAsync(order, kind, document, cancel);
        return Results.Ok(new AdoptAnswer(order.Item.StoreId, order.Item.Key, new AdoptedDocument(kind.ToString(), id, row.TotalAmt), row.DocNumber, await QueueAsync(order, cancel)));
    }

    private async Task<LedgerRecord?> RowAsync(AdoptRequest request, IReadOnlyList<TargetAccount> connected, CancellationToken cancel)
    {
        var realms = connected.Select(account => account.Account).ToList();
        await using var database = databases.CreateDbContext();
        return await database.Records.AsNoTracking().FirstOrDefaultAsync(row =>
            row.Entity == Entities.Orders && row.StoreId == request.StoreId && row.Key == request.Order && realms.Contains(row.Account), cancel);
    }

    private async Task<OrderCase> OpenAsync(LedgerRecord row, TargetAccount account, CancellationToken cancel)
    {
        var company = client.Open(account);
        var mapping = await mappings.OfAsync(row.Account, cancel);
        return new OrderCase
        {
            Books = new CompanyBooks(company, await companies.FactsAsync(company, mapping, cancel), mapping),
            Item = new WorkItem { RecordId = row.Id, TenantId = row.TenantId, StoreId = row.StoreId, Entity = row.Entity, Key = row.Key, Version = row.Wanted, Body = row.Body },
            Order = WooJson.Order(row.Body),
            Refunds = [],
            Rows = await book.OfOrderAsync(row.Account, row.StoreId, row.Key, cancel),
        };
    }

    private async Task<bool> IsTakenAsync(OrderCase order, DocumentKind kind, string id, CancellationToken cancel)
    {
        await using var database = databases.CreateDbContext();
        return await database.Documents.AnyAsync(row => row.Account == order.Books.Realm && row.Kind == kind && row.ExternalId == id, cancel);
    }

    private async Task<bool> QueueAsync(OrderCase order, CancellationToken cancel) =>
        await ledger.RetryAsync(new RetryRequest(null, Entities.Orders, order.Item.Key, order.Item.StoreId, null), cancel) > 0;

    private static async Task<(DocumentKind Kind, JsonObject Document)?> FindAsync(QuickBooksCompany company, string id, CancellationToken cancel)
    {
        foreach (var kind in new[] { DocumentKind.SalesReceipt, DocumentKind.Invoice })
            if ((await company.QueryAsync(kind.ToString(), $"Id = {Query.Literal(id)}", cancel)).FirstOrDefault() is { } document) return (kind, document);
        return null;
    }

    private static IResult Problem(int status, string? field, string detail) =>
        Results.Problem(field is null ? detail : $"{field}: {detail}.", statusCode: status, title: "The document was not adopted");
}
