using System.Collections.Concurrent;
using Contracts;
using QboSync.Company;
using QboSync.Conflicts;
using QboSync.Customers;
using QboSync.Items;
using QboSync.Mapping;
using QboSync.Reserving;
using QboSync.Talking;
using Syncing.Working;
using Woo.Shapes;

namespace QboSync.Booking;

/// <summary>QuickBooks as a target of the ledger.</summary>
public sealed class QuickBooksFlow(
    QuickBooksClient client, CompanyReader companies, MappingBook mappings, OrderFlow orders, CustomerFlow customers, ItemFlow products, FirstContacts contacts,
    ILogger<QuickBooksFlow> log) : ITargetFlow
{
    /// <inheritdoc/>
    public string Target => "quickbooks";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<WorkResult>> WorkAsync(TargetAccount account, string entity, IReadOnlyList<WorkItem> items, CancellationToken cancel)
    {
        var company = client.Open(account);
        var startDate = account.Credential.FieldOrNull("start_date");
        var results = new ConcurrentBag<WorkResult>();
        // All side by side, so that their writes share batches; how many calls are in flight is a matter of the company's pace.
        var together = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, items.Count), CancellationToken = cancel };
        var begun = company.Begin(items.Count);
        try
        {
            await Parallel.ForEachAsync(items.Zip(begun), together, async (work, stop) =>
            {
                using (work.Second) results.Add(await OneAsync(company, entity, work.First, startDate, stop));
            });
        }
        finally
        {
            foreach (var record in begun) record.Dispose();
        }
        return [.. results];
    }

    private async Task<CompanyBooks> BooksAsync(QuickBooksCompany company, WorkItem item, string? startDate, CancellationToken cancel) =>
        new(company, await companies.FactsAsync(company, cancel), await mappings.OfAsync(company.Realm, cancel)) { TenantId = item.TenantId, StartDate = startDate };

    /// <summary>Works one record of a company; on one that is only rehearsed nothing is written.</summary>
    public async Task<WorkResult> OneAsync(QuickBooksCompany company, string entity, WorkItem item, string? startDate, CancellationToken cancel)
    {
        try
        {
            // Throttled or not let in: asking for the next record would be one more refused call.
            if (company.Closed is { } closed) return WorkResult.Faulted(item, closed);
            return entity switch
            {
                Entities.Orders => await orders.WorkAsync(company, item, startDate, cancel),
                Entities.Products => await products.WorkAsync(await BooksAsync(company, item, startDate, cancel), item, cancel),
                Entities.Customers => await customers.WorkAsync(await BooksAsync(company, item, startDate, cancel), item, cancel),
                _ => throw new ArgumentOutOfRangeException(nameof(entity), entity, "orders, products or customers"),
            };
        }
        catch (FirstContactException e)
        {
            if (company.Rehearsal is null) await contacts.OpenAsync(item, e, cancel);
            return WorkResult.Faulted(item, e.Fault);
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
