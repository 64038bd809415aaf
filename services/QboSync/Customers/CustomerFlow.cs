using QboSync.Company;
using QboSync.Documents;
using QboSync.Reserving;
using QboSync.Storage;
using Syncing.Working;
using Woo.Shapes;

namespace QboSync.Customers;

/// <summary>Registered customers: found or made, then kept up to date. A customer that was found is left as the bookkeeper has it until it changes in the shop.</summary>
public sealed class CustomerFlow(CustomerDirectory directory, EntryUpdating updating, ReservationBook book)
{
    // Every WordPress user raises customer events; those who run the shop are nobody's customers.
    private static readonly HashSet<string> Staff = ["administrator", "shop_manager", "editor", "author", "contributor"];

    /// <summary>Works one customer.</summary>
    /// <exception cref="FaultException">It did not get through.</exception>
    public async Task<WorkResult> WorkAsync(CompanyBooks books, WorkItem item, CancellationToken cancel)
    {
        if (item.Deleted)
            return WorkResult.Skipped(item, "deleted", "The customer was deleted in WooCommerce; customers are never deleted in QuickBooks.", item.ExternalId);
        var customer = WooJson.Customer(item.Body);
        if (Staff.Contains(customer.Role))
            return WorkResult.Skipped(item, "staff", $"This user is {customer.Role} of the shop, not a customer. Orders are booked all the same.", item.ExternalId);

        var fields = CustomerMapping.Fields(customer);
        var names = CustomerMapping.Names(customer);
        var hash = DocumentHash.Of(names[0], fields);
        var row = await directory.OfCustomerAsync(books, item.StoreId, customer, cancel);
        var firstContact = row is { Hash: null, MadeHere: false };
        var changed = !firstContact && (row.Hash != hash || item.Force);
        if (changed)
        {
            await updating.UpdateAsync(books.Company, "Customer", "DisplayName", row, fields, row.MadeHere ? names : [], hash, cancel);
        }
        else if (firstContact)
        {
            row.Hash = hash;
            await book.SaveAsync(row, cancel);
        }
        if (Addresses.Email(customer.Email) is { } email)
            await book.LinkAsync(books.Realm, ReservationKind.CustomerEmail, NaturalKeys.Of(email), row, cancel);

        if (item.ExternalId is null && row.MadeHere) return WorkResult.Created(item, row.ExternalId!);
        if (changed) return WorkResult.Updated(item, row.ExternalId);
        return item.ExternalId is null
            ? WorkResult.Skipped(item, "unchanged", "The customer stood in QuickBooks already and was linked by e-mail address; its fields were left as they are.", row.ExternalId)
            : WorkResult.Skipped(item, "unchanged", "Nothing that QuickBooks holds has changed.", row.ExternalId);
    }
}
