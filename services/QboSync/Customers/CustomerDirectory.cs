using System.Text.Json.Nodes;
using QboSync.Company;
using QboSync.Documents;
using QboSync.Reserving;
using QboSync.Storage;
using QboSync.Talking;
using Woo.Shapes;

namespace QboSync.Customers;

/// <summary>
/// Which QuickBooks customer stands for whom: by the link of a registered customer, else by e-mail address, else a new one. Where a company
/// has several currencies a person has one customer in each.
/// </summary>
public sealed class CustomerDirectory(EntryMaking making, ReservationBook book)
{
    /// <summary>The customer of an order.</summary>
    /// <exception cref="FaultException">There is none, and none could be made.</exception>
    public async Task<string> OfOrderAsync(CompanyBooks books, string storeId, WooOrder order, CancellationToken cancel)
    {
        var currency = books.Facts.MultiCurrency ? order.Currency : null;
        var foreign = currency is not null && currency != books.Facts.HomeCurrency;
        var link = order.CustomerId > 0 && !foreign ? NaturalKeys.OfRecord(storeId, order.CustomerId) : null;
        if (link is not null && await book.FindAsync(books.Realm, ReservationKind.CustomerLink, link, cancel) is { ExternalId: { } linked }) return linked;

        var email = Addresses.Email(order.Billing.Email)?.ToLowerInvariant();
        var row = email is null && order.CustomerId == 0
            ? await making.EnsureAsync(books.Company, CatchAll(books, currency, foreign), cancel)
            : await making.EnsureAsync(books.Company, Person(books, email, CustomerMapping.Names(order), CustomerMapping.Fields(order), currency, foreign), cancel);
        if (link is not null) await book.LinkAsync(books.Realm, ReservationKind.CustomerLink, link, row, cancel);
        return row.ExternalId!;
    }

    /// <summary>The link row of a registered customer, which stands in QuickBooks then.</summary>
    /// <exception cref="FaultException">There is none, and none could be made.</exception>
    public async Task<Reservation> OfCustomerAsync(CompanyBooks books, string storeId, WooCustomer customer, CancellationToken cancel)
    {
        var link = NaturalKeys.OfRecord(storeId, customer.Id);
        if (await book.FindAsync(books.Realm, ReservationKind.CustomerLink, link, cancel) is { ExternalId: not null } linked) return linked;
        var email = Addresses.Email(customer.Email)?.ToLowerInvariant();
        var row = await making.EnsureAsync(books.Company, Person(books, email, CustomerMapping.Names(customer), CustomerMapping.Fields(customer),
            books.Facts.MultiCurrency ? books.Facts.HomeCurrency : null, foreign: false), cancel);
        return await book.LinkAsync(books.Realm, ReservationKind.CustomerLink, link, row, cancel);
    }

    private static EntryPlan Person(
        CompanyBooks books, string? email, IReadOnlyList<string> names, JsonObject fields, string? currency, bool foreign)
    {
        var plan = Plan(books, names, fields, currency, foreign, email);
        return email is null
            ? plan with { Kind = ReservationKind.CustomerName, Key = Key(names[^1], currency, foreign), FindAsync = _ => Task.FromResult<JsonObject?>(null) }
            : plan with
            {
                Kind = ReservationKind.CustomerEmail,
                Key = Key(email, currency, foreign),
                FindAsync = async cancel => CustomerChoice.Among(
                    await books.Company.QueryAsync("Customer", $"PrimaryEmailAddr = {Query.Literal(email)}", cancel), names[0], currency),
            };
    }

    private static EntryPlan CatchAll(CompanyBooks books, string? currency, bool foreign)
    {
        var name = PlainText.Name(books.Mapping.Customers.GuestName);
        return Plan(books, [name], [], currency, foreign, null);
    }

    private static EntryPlan Plan(CompanyBooks books, IReadOnlyList<string> names, JsonObject fields, string? currency, bool foreign, string? email)
    {
        var hash = DocumentHash.Of(names[0], fields);
        if (foreign) names = [.. names.Select(name => PlainText.Name(name, currency!))];
        if (currency is not null) fields["CurrencyRef"] = Fields.RefTo(currency);
        return new EntryPlan
        {
            Entity = "Customer",
            NameField = "DisplayName",
            Kind = ReservationKind.CustomerName,
            Key = Key(names[0], null, false),
            Names = names,
            Fields = fields,
            Hash = hash,
            FindAsync = async cancel => CustomerChoice.Among(
                await books.Company.QueryAsync("Customer", $"DisplayName = {Query.Literal(names[0])}", cancel), names[0], currency),
            IsSame = holder => CustomerChoice.IsSame(holder, email, currency),
        };
    }

    private static string Key(string text, string? currency, bool foreign) => NaturalKeys.Of(foreign ? $"{text}|{currency}" : text);
}
