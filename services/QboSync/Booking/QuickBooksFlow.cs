using System.Collections.Concurrent;
using Contracts;
using Microsoft.Extensions.Options;
using QboSync.Company;
using QboSync.Customers;
using QboSync.Items;
using QboSync.Mapping;
using QboSync.Settings;
using QboSync.Talking;
using Syncing.Working;
using Woo.Shapes;

namespace QboSync.Booking;

/// <summary>QuickBooks as a target of the ledger.</summary>
public sealed class QuickBooksFlow(
    QuickBooksClient client, CompanyReader companies, MappingBook mappings, OrderFlow orders, CustomerFlow customers, ItemFlow products,
    IOptions<QuickBooksOptions> options, ILogger<QuickBooksFlow> log) : ITargetFlow
{
    /// <inheritdoc/>
    public string Target => "quickbooks";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<WorkResult>> WorkAsync(TargetAccount account, string entity, IReadOnlyList<WorkItem> items, CancellationToken cancel)
    {
        var company = client.Open(account);
        var startDate = account.Credential.FieldOrNull("start_date");
        var results = new ConcurrentBag<WorkResult>();
        Fault? closed = null;
        var together = new ParallelOptions { MaxDegreeOfParallelism = options.Value.Concurrency, CancellationToken = cancel };
        await Parallel.ForEachAsync(items, together, async (item, stop) =>
        {
            var result = Volatile.Read(ref closed) is { } fault ? WorkResult.Faulted(item, fault) : await OneAsync(company, entity, item, startDate, stop);
            results.Add(result);
            // The whole company is closed to us: asking for the next record would be one more refused call.
            if (result.Fault is { Kind: FaultKind.Throttled or FaultKind.Unauthorised or FaultKind.Misconfigured }) Volatile.Write(ref closed, result.Fault);
        });
        return [.. results];
    }

    private async Task<CompanyBooks> BooksAsync(QuickBooksCompany company, CancellationToken cancel) =>
        new(company, await companies.FactsAsync(company, cancel), await mappings.OfAsync(company.Realm, cancel));

    private async Task<WorkResult> OneAsync(QuickBooksCompany company, string entity, WorkItem item, string? startDate, CancellationToken cancel)
    {
        try
        {
            return entity switch
            {
                Entities.Orders => await orders.WorkAsync(company, item, startDate, cancel),
                Entities.Products => await products.WorkAsync(await BooksAsync(company, cancel), item, cancel),
                Entities.Customers => await customers.WorkAsync(await BooksAsync(company, cancel), item, cancel),
                _ => throw new ArgumentOutOfRangeException(nameof(entity), entity, "orders, products or customers"),
            };
        }
        catch (FaultException e)
        {
            if (e.Fault.Kind == FaultKind.MappingMissing) companies.Forget(company.Realm); // what was missing may be there by the next try
            return WorkResult.Faulted(item, e.Fault);
        }
        catch (WooShapeException e)
        {
            return WorkResult.Faulted(item, new Fault(FaultKind.Invalid, "unreadable",
                $"WooCommerce sent something that cannot be read: {e.Message}. Nothing was booked. Correct the record in WooCommerce, then push it again."));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // What left without an answer is marked on disk and settled first on the next try; everything else can be done again.
            log.LogError(e, "Working {Entity} {Key} of store {Store} failed", entity, item.Key, item.StoreId);
            return WorkResult.Faulted(item, new Fault(FaultKind.Transient, "internal", $"QboSync failed inside ({e.GetType().Name}); it is tried again by itself. The log says more."));
        }
    }
}
