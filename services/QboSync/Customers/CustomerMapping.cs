using System.Globalization;
using System.Text.Json.Nodes;
using QboSync.Documents;
using Woo.Shapes;

namespace QboSync.Customers;

/// <summary>WooCommerce's people as QuickBooks' customers.</summary>
public static class CustomerMapping
{
    /// <summary>
    /// The names a customer could have, the wanted one first: "First Last", else the company, else the e-mail address. The others are for where
    /// another customer, a vendor or an employee has it, always in this order; the last is nobody else's.
    /// </summary>
    /// <param name="first">First name.</param>
    /// <param name="last">Last name.</param>
    /// <param name="company">Company.</param>
    /// <param name="email">Null where none is known.</param>
    /// <param name="id">Who it is in the store, such as <c>WooCommerce 25</c>.</param>
    /// <param name="storeId">The store: two of them may have a customer 25.</param>
    public static IReadOnlyList<string> Names(string first, string last, string company, string? email, string id, string storeId)
    {
        var name = new[] { Name($"{first} {last}"), Name(company), Name(email ?? ""), Name(id) }.First(text => text.Length > 0);
        return [.. new[] { name, email is null || name == Name(email) ? name : PlainText.Name(name, email), PlainText.Name(name, id), PlainText.Name(name, $"{id} {storeId}") }.Distinct()];
    }

    /// <summary>The names of whoever placed an order.</summary>
    public static IReadOnlyList<string> Names(WooOrder order, string storeId) => Names(order.Billing.FirstName, order.Billing.LastName, order.Billing.Company,
        Addresses.Email(order.Billing.Email)?.ToLowerInvariant(), order.CustomerId > 0 ? $"WooCommerce {order.CustomerId}" : $"WooCommerce order {order.Id}", storeId);

    /// <summary>The names of a registered customer.</summary>
    public static IReadOnlyList<string> Names(WooCustomer customer, string storeId) => Names(
        Either(customer.FirstName, customer.Billing.FirstName), Either(customer.LastName, customer.Billing.LastName), customer.Billing.Company,
        Addresses.Email(customer.Email)?.ToLowerInvariant(), $"WooCommerce {customer.Id}", storeId);

    /// <summary>The names of the customer of guests: it is known by its name, which may only be somebody else's by mishap.</summary>
    /// <param name="name">As mapped.</param>
    /// <param name="day">For the guests of a day, <c>yyyy-MM-dd</c>; null for all.</param>
    public static IReadOnlyList<string> GuestNames(string name, string? day)
    {
        var wanted = PlainText.Name(name);
        if (day is not null) wanted = $"{PlainText.Cut(wanted, Limits.Name - day.Length - 1)} {day}";
        return [wanted, PlainText.Name(wanted, "customer"), PlainText.Name(wanted, "WooCommerce")];
    }

    /// <summary>The fields of whoever placed an order.</summary>
    public static JsonObject Fields(WooOrder order) =>
        Fields(order.Billing.FirstName, order.Billing.LastName, Addresses.Email(order.Billing.Email), order.Billing, order.Shipping);

    /// <summary>The fields of a registered customer.</summary>
    public static JsonObject Fields(WooCustomer customer) => Fields(
        Either(customer.FirstName, customer.Billing.FirstName), Either(customer.LastName, customer.Billing.LastName),
        Addresses.Email(customer.Email), customer.Billing, customer.Shipping);

    private static string Either(string text, string otherwise) => string.IsNullOrWhiteSpace(text) ? otherwise : text;

    private static JsonObject Fields(string first, string last, string? email, WooAddress billing, WooAddress shipping)
    {
        var fields = new JsonObject();
        if (Name(first) is { Length: > 0 } given) fields["GivenName"] = given;
        if (Name(last) is { Length: > 0 } family) fields["FamilyName"] = family;
        if (Name(billing.Company) is { Length: > 0 } company) fields["CompanyName"] = company;
        if (email is not null) fields["PrimaryEmailAddr"] = new JsonObject { ["Address"] = email };
        if (Phone(billing.Phone) is { Length: > 0 } phone) fields["PrimaryPhone"] = new JsonObject { ["FreeFormNumber"] = phone };
        if (Addresses.Of(billing) is { } bill) fields["BillAddr"] = bill;
        if (Addresses.Of(shipping) is { } ship) fields["ShipAddr"] = ship;
        return fields;
    }

    // Characters that show nothing (a zero-width blank, a byte order mark) are no name.
    private static string Name(string text) => PlainText.Name(text) is var name && name.All(c => char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format) ? "" : name;

    /// <summary>Within QuickBooks' limit: what is longer loses its decoration before it loses a digit.</summary>
    private static string Phone(string text)
    {
        var phone = PlainText.Of(text);
        if (phone.Length > Limits.Phone) phone = string.Concat(phone.Where(c => char.IsDigit(c) || c == '+'));
        return PlainText.Cut(phone, Limits.Phone);
    }
}
