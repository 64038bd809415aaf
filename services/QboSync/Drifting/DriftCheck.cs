using Contracts;
using QboSync.Mapping;
using QboSync.Talking;

namespace QboSync.Drifting;

/// <summary>Looks through what was changed in a company, by whomever, and finds what people did to what is ours.</summary>
public sealed class DriftCheck(DocumentDrift documents, EntryDrift entries, MappingBook mappings)
{
    private static readonly string[] Documents = ["SalesReceipt", "Invoice", "Payment", "RefundReceipt", "CreditMemo", "Purchase"];
    private static readonly string[] All = [.. Documents, "Customer", "Item"];

    /// <summary>Looks at everything since a time.</summary>
    /// <param name="company">The company.</param>
    /// <param name="since">From when on; at most 30 days ago.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>The time of the earliest change that cannot be judged yet, because our own write of it is not settled; null where all were.</returns>
    /// <exception cref="FaultException">The changes cannot be read.</exception>
    public async Task<DateTimeOffset?> LookAsync(QuickBooksCompany company, DateTimeOffset since, CancellationToken cancel)
    {
        var rules = (await mappings.OfAsync(company.Realm, cancel)).Conflicts;
        var changes = await company.ChangesAsync(All, since, cancel);
        var open = await documents.LookAsync(company, [.. changes.Where(change => Documents.Contains(change.Entity))], rules.Orders, cancel);
        await entries.LookAsync(company.Realm, "Customer", [.. changes.Where(change => change.Entity == "Customer")], Entities.Customers, rules.Customers, cancel);
        await entries.LookAsync(company.Realm, "Item", [.. changes.Where(change => change.Entity == "Item")], Entities.Products, rules.Products, cancel);
        return open;
    }
}
