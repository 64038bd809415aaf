using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using QboSync.Company;
using QboSync.Documents;
using QboSync.Reserving;
using QboSync.Settings;
using QboSync.Storage;
using QboSync.Talking;
using Woo.Shapes;

namespace QboSync.Customers;

/// <summary>
/// Which QuickBooks customer stands for whom: by the link of a registered customer, else by e-mail address, else a new one. Where a company
/// has several currencies a person has one customer in each.
/// </summary>
public sealed class CustomerDirectory(EntryMaking making, ReservationBook book, IOptions<QuickBooksOptions> options)
{
    /// <summary>The customer of an order.</summary>
    /// <exception cref="FaultException">There is none, and none could be made.</exception>
    public async Task<string> OfOrderAsync(QuickBooksCompany company, CompanyFacts facts, string storeId, WooOrder order, CancellationToken cancel)
    {
        var currency = facts.MultiCurrency ? order.Currency : null;
        var foreign = currency is not null && currency != facts.HomeCurrency;
        var link = order.CustomerId > 0 && !foreign ? NaturalKeys.OfRecord(storeId, order.CustomerId) : null;
        if (link is not null && await book.FindAsync(company.Realm, ReservationKind.CustomerLink, link, cancel) is { ExternalId: { } linked }) return linked;

        var email = Addresses.Email(order.Billing.Email)?.ToLowerInvariant();
        var row = email is null && order.CustomerId == 0
            ? await making.EnsureAsync(company, CatchAll(company, currency, foreign), cancel)
            : await making.EnsureAsync(company, Person(company, email, CustomerMapping.Names(order), CustomerMapping.Fields(order), currency, foreign), cancel);
        if (link is not null) await book.LinkAsync(company.Realm, ReservationKind.CustomerLink, link, row, cancel);
        return row.ExternalId!;
    }

    /// <summary>The link row of a registered customer, which stands in QuickBooks then.</summary>
    /// <exception cref="FaultException">There is none, and none could be made.</exception>
    public async Task<Reservation> OfCustomerAsync(QuickBooksCompany company, CompanyFacts facts, string storeId, WooCustomer customer, CancellationToken cancel)
    {
        var link = NaturalKeys.OfRecord(storeId, customer.Id);
        if (await book.FindAsync(company.Realm, ReservationKind.CustomerLink, link, cancel) is { ExternalId: not null } linked) return linked;
        var email = Addresses.Email(customer.Email)?.ToLowerInvariant();
        var row = await making.EnsureAsync(company, Person(company, email, CustomerMapping.Names(customer), CustomerMapping.Fields(customer),
            facts.MultiCurrency ? facts.HomeCurrency : null, foreign: false), cancel);
        return await book.LinkAsync(company.Realm, ReservationKind.CustomerLink, link, row, cancel);
    }

    private static EntryPlan Person(
        QuickBooksCompany company, string? email, IReadOnlyList<string> names, JsonObject fields, string? currency, bool foreign)
    {
        var plan = Plan(company, names, fields, currency, foreign, email);
        return email is null
            ? plan with { Kind = ReservationKind.CustomerName, Key = Key(names[^1], currency, foreign), FindAsync = _ => Task.FromResult<JsonObject?>(null) }
            : plan with
            {
                Kind = ReservationKind.CustomerEmail,
                Key = Key(email, currency, foreign),
                FindAsync = async cancel => CustomerChoice.Among(
                    await company.QueryAsync("Customer", $"PrimaryEmailAddr = {Query.Literal(email)}", cancel), names[0], currency),
            };
    }

    private EntryPlan CatchAll(QuickBooksCompany company, string? currency, bool foreign)
    {
        var name = PlainText.Name(options.Value.GuestCustomer);
        return Plan(company, [name], [], currency, foreign, null);
    }

    private static EntryPlan Plan(QuickBooksCompany company, IReadOnlyList<string> names, JsonObject fields, string? currency, bool foreign, string? email)
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
                await company.QueryAsync("Customer", $"DisplayName = {Query.Literal(names[0])}", cancel), names[0], currency),
            IsSame = holder => CustomerChoice.IsSame(holder, email, currency),
        };
    }

    private static string Key(string text, string? currency, bool foreign) => NaturalKeys.Of(foreign ? $"{text}|{currency}" : text);
}
