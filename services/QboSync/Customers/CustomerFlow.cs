using QboSync.Company;
using QboSync.Conflicts;
using QboSync.Documents;
using QboSync.Reserving;
using QboSync.Storage;
using Syncing.Working;
using Woo.Shapes;

namespace QboSync.Customers;

/// <summary>Registered customers: found or made, then kept up to date. A customer that was found is left as the bookkeeper has it until it changes in the shop.</summary>
public sealed class CustomerFlow(CustomerDirectory directory, CustomerKeys keys, EntryKeeping keeping, ReservationBook book)
{
    // Every WordPress user raises customer events; those who run the shop are nobody's customers.
    private static readonly HashSet<string> Staff = ["administrator", "shop_manager", "editor", "author", "contributor"];

    /// <summary>Works one customer.</summary>
    /// <exception cref="Talking.FaultException">It did not get through.</exception>
    public async Task<WorkResult> WorkAsync(CompanyBooks books, WorkItem item, CancellationToken cancel)
    {
        if (item.Deleted)
            return WorkResult.Skipped(item, "deleted", "The customer was deleted in WooCommerce; customers are never deleted in QuickBooks.", item.ExternalId);
        var customer = WooJson.Customer(item.Body);
        if (Staff.Contains(customer.Role))
            return WorkResult.Skipped(item, "staff", $"This user is {customer.Role} of the shop, not a customer. Orders are booked all the same.", item.ExternalId);

        var row = await directory.OfCustomerAsync(books, item.StoreId, customer, cancel);
        var changed = await KeepAsync(books, item, customer, row, currency: null, cancel);
        if (books.Look is null) await keys.KeepAsync(books.Realm, customer, row, cancel);
        if (books.Facts.MultiCurrency) changed |= await KeepForeignAsync(books, item, customer, row, cancel);

        if (row.Kept is not null) return QuickBooksWins.Skipped(item, row.ExternalId);
        if (item.ExternalId is null && row.MadeHere) return WorkResult.Created(item, row.ExternalId!);
        if (changed) return WorkResult.Updated(item, row.ExternalId);
        return item.ExternalId is null
            ? WorkResult.Skipped(item, "unchanged", "The customer stood in QuickBooks already and was linked by e-mail address; its fields were left as they are.", row.ExternalId)
            : WorkResult.Skipped(item, "unchanged", "Nothing that QuickBooks holds has changed.", row.ExternalId);
    }

    private async Task<bool> KeepForeignAsync(CompanyBooks books, WorkItem item, WooCustomer customer, Reservation home, CancellationToken cancel)
    {
        var changed = false;
        foreach (var row in await book.BeginningAsync(books.Realm, ReservationKind.CustomerLink, home.NaturalKey + "|", cancel))
            changed |= await KeepAsync(books, item, customer, row, row.NaturalKey[(home.NaturalKey.Length + 1)..].ToUpperInvariant(), cancel);
        return changed;
    }

    private async Task<bool> KeepAsync(CompanyBooks books, WorkItem item, WooCustomer customer, Reservation row, string? currency, CancellationToken cancel)
    {
        var (names, fields) = (CustomerMapping.Names(customer, item.StoreId), CustomerMapping.Fields(customer));
        var hash = DocumentHash.Of(names[0], fields);
        if (currency is not null) names = [.. names.Select(name => PlainText.Name(name, currency))];
        return await keeping.KeepAsync(books, "Customer", "DisplayName", row, fields, names, hash, item, cancel);
    }
}
