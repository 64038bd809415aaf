using System.Text.Json.Nodes;
using QboSync.Company;
using QboSync.Documents;
using QboSync.Mapping;
using QboSync.Reserving;
using QboSync.Storage;
using QboSync.Talking;

namespace QboSync.Customers;

/// <summary>How customers are found and made: people by e-mail address, guests together by the name that is mapped.</summary>
public static class CustomerPlans
{
    /// <summary>Whoever uses an e-mail address.</summary>
    public static EntryPlan ByEmail(CompanyBooks books, string email, IReadOnlyList<string> names, JsonObject fields, CustomerMoney money) =>
        Plan(books, names, fields, money) with
        {
            Kind = ReservationKind.CustomerEmail,
            Key = NaturalKeys.Of(money.Key(email)),
            FindAsync = async cancel => CustomerChoice.Among(
                await books.Company.QueryAsync("Customer", $"PrimaryEmailAddr = {Query.Literal(email)}", cancel), names[0], money.Currency),
            IsSameAsync = (holder, _) => Task.FromResult(CustomerChoice.IsSame(holder, email, money.Currency)),
        };

    /// <summary>A registered customer without e-mail address: by its link, and in QuickBooks by name among those who have none either.</summary>
    public static EntryPlan ByLink(CompanyBooks books, string link, IReadOnlyList<string> names, JsonObject fields, CustomerMoney money) =>
        Plan(books, names, fields, money) with
        {
            Kind = ReservationKind.CustomerLink,
            Key = link,
            FindAsync = async cancel => [.. (await NamedAsync(books, names[0], money, cancel)).Where(customer => CustomerChoice.IsSame(customer, null, money.Currency))],
        };

    /// <summary>All guests, or those of a day, or those without e-mail address. The mapping names this customer, so nobody is asked.</summary>
    public static EntryPlan Guests(CompanyBooks books, string? day, CustomerMoney money)
    {
        var names = CustomerMapping.GuestNames(books.Mapping.Customers.GuestName, day);
        var plan = Plan(books, names, [], money);
        return plan with
        {
            Key = NaturalKeys.Of(plan.Names[0]),
            FirstContact = FirstContact.Link,
            FindAsync = cancel => NamedAsync(books, plan.Names[0], money, cancel),
            IsSameAsync = (holder, _) => Task.FromResult(CustomerChoice.IsUsable(holder, money.Currency)),
        };
    }

    private static EntryPlan Plan(CompanyBooks books, IReadOnlyList<string> names, JsonObject fields, CustomerMoney money)
    {
        var hash = DocumentHash.Of(names[0], fields);
        if (money.Foreign) names = [.. names.Select(name => PlainText.Name(name, money.Currency!))];
        if (money.Currency is not null) fields["CurrencyRef"] = Fields.RefTo(money.Currency);
        return new EntryPlan
        {
            Entity = "Customer",
            NameField = "DisplayName",
            Kind = ReservationKind.CustomerName,
            Key = NaturalKeys.Of(names[0]),
            Names = names,
            Fields = fields,
            Hash = hash,
            FirstContact = books.Mapping.Customers.FirstContact,
            FindAsync = _ => Task.FromResult<IReadOnlyList<JsonObject>>([]),
            IsSameAsync = (holder, _) => Task.FromResult(CustomerChoice.IsSame(holder, null, money.Currency)),
        };
    }

    private static async Task<IReadOnlyList<JsonObject>> NamedAsync(CompanyBooks books, string name, CustomerMoney money, CancellationToken cancel) =>
        CustomerChoice.Among(await books.Company.QueryAsync("Customer", $"DisplayName = {Query.Literal(name)}", cancel), name, money.Currency);
}
