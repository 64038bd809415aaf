using QboSync.Company;
using QboSync.Documents;
using QboSync.Mapping;
using QboSync.Reserving;
using QboSync.Storage;
using Woo.Shapes;

namespace QboSync.Customers;

/// <summary>
/// Which QuickBooks customer stands for whom: by the link of a registered customer, else by e-mail address, else by name, else a new one. Guests
/// go where the mapping says. Where a company has several currencies a person has one customer in each.
/// </summary>
public sealed class CustomerDirectory(EntryMaking making, ReservationBook book)
{
    /// <summary>The customer of an order; in a preview perhaps a placeholder.</summary>
    /// <exception cref="Talking.FaultException">There is none, and none could be made.</exception>
    public async Task<string> OfOrderAsync(CompanyBooks books, string storeId, WooOrder order, CancellationToken cancel)
    {
        var money = CustomerMoney.Of(books.Facts, order.Currency);
        var email = Addresses.Email(order.Billing.Email)?.ToLowerInvariant();
        if (order.CustomerId == 0) return (await making.EnsureAsync(books, Guest(books, storeId, order, email, money), cancel)).ExternalId!;

        var link = NaturalKeys.Of(money.Key($"{storeId}:{order.CustomerId}"));
        if (await LinkedAsync(books, link, cancel) is { } linked) return linked;
        if (email is null) return (await making.EnsureAsync(books, CustomerPlans.ByLink(books, link, CustomerMapping.Names(order, storeId), CustomerMapping.Fields(order), money), cancel)).ExternalId!;

        var row = await making.EnsureAsync(books, CustomerPlans.ByEmail(books, email, CustomerMapping.Names(order, storeId), CustomerMapping.Fields(order), money), cancel);
        // Only of a customer that was announced is it known that the account is one person's: staff place orders for many under their own.
        if (money.Foreign && books.Look is null && await LinkedAsync(books, NaturalKeys.OfRecord(storeId, order.CustomerId), cancel) is not null)
            await book.LinkAsync(books.Realm, ReservationKind.CustomerLink, link, row, cancel);
        return row.ExternalId!;
    }

    /// <summary>The link row of a registered customer, which stands in QuickBooks then.</summary>
    /// <exception cref="Talking.FaultException">There is none, and none could be made.</exception>
    public async Task<Reservation> OfCustomerAsync(CompanyBooks books, string storeId, WooCustomer customer, CancellationToken cancel)
    {
        var link = NaturalKeys.OfRecord(storeId, customer.Id);
        if (await book.FindAsync(books.Realm, ReservationKind.CustomerLink, link, cancel) is { ExternalId: not null } linked) return linked;
        var money = CustomerMoney.Of(books.Facts, books.Facts.HomeCurrency);
        var names = CustomerMapping.Names(customer, storeId);
        if (Addresses.Email(customer.Email)?.ToLowerInvariant() is not { } email)
            return await making.EnsureAsync(books, CustomerPlans.ByLink(books, link, names, CustomerMapping.Fields(customer), money), cancel);

        var row = await KnownByBillingAsync(books, email, customer, cancel)
            ?? await making.EnsureAsync(books, CustomerPlans.ByEmail(books, email, names, CustomerMapping.Fields(customer), money), cancel);
        return books.Look is null ? await book.LinkAsync(books.Realm, ReservationKind.CustomerLink, link, row, cancel) : row;
    }

    /// <summary>
    /// Orders may have come before the account did, under the address of the bill. Whom they were booked on is this customer, unless that is
    /// another one's.
    /// </summary>
    private async Task<Reservation?> KnownByBillingAsync(CompanyBooks books, string email, WooCustomer customer, CancellationToken cancel)
    {
        if (Addresses.Email(customer.Billing.Email)?.ToLowerInvariant() is not { } billing || billing == email) return null;
        if (await book.FindAsync(books.Realm, ReservationKind.CustomerEmail, NaturalKeys.Of(email), cancel) is { ExternalId: not null }) return null;
        if (await book.FindAsync(books.Realm, ReservationKind.CustomerEmail, NaturalKeys.Of(billing), cancel) is not { ExternalId: { } id } row) return null;
        return (await book.StandingForAsync(books.Realm, ReservationKind.CustomerLink, id, cancel)).Count == 0 ? row : null;
    }

    private async Task<string?> LinkedAsync(CompanyBooks books, string link, CancellationToken cancel) =>
        (await book.FindAsync(books.Realm, ReservationKind.CustomerLink, link, cancel))?.ExternalId;

    private static EntryPlan Guest(CompanyBooks books, string storeId, WooOrder order, string? email, CustomerMoney money) => books.Mapping.Customers.Guests switch
    {
        GuestPolicy.PerDay => CustomerPlans.Guests(books, OrderDates.Created(order), money),
        GuestPolicy.PerEmail when email is not null => CustomerPlans.ByEmail(books, email, CustomerMapping.Names(order, storeId), CustomerMapping.Fields(order), money),
        _ => CustomerPlans.Guests(books, null, money),
    };
}
