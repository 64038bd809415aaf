using System.Text.Json.Nodes;
using QboSync.Documents;
using Woo.Shapes;

namespace QboSync.Customers;

/// <summary>WooCommerce's people as QuickBooks' customers.</summary>
public static class CustomerMapping
{
    /// <summary>
    /// The names a customer could have, the wanted one first: "First Last", else the company, else the e-mail address. The others are for where
    /// another customer, a vendor or an employee has it.
    /// </summary>
    /// <param name="first">First name.</param>
    /// <param name="last">Last name.</param>
    /// <param name="company">Company.</param>
    /// <param name="email">Null where none is known.</param>
    /// <param name="id">What makes it unique in the end, such as <c>WooCommerce 25</c>.</param>
    public static IReadOnlyList<string> Names(string first, string last, string company, string? email, string id)
    {
        var name = new[] { PlainText.Name($"{first} {last}"), PlainText.Name(company), PlainText.Name(email ?? ""), PlainText.Name(id) }.First(text => text.Length > 0);
        List<string> names = [name];
        if (email is not null && name != PlainText.Name(email)) names.Add(PlainText.Name(name, email));
        names.Add(PlainText.Name(name, id));
        return names;
    }

    /// <summary>The names of whoever placed an order.</summary>
    public static IReadOnlyList<string> Names(WooOrder order) => Names(order.Billing.FirstName, order.Billing.LastName, order.Billing.Company,
        Addresses.Email(order.Billing.Email)?.ToLowerInvariant(), order.CustomerId > 0 ? $"WooCommerce {order.CustomerId}" : $"WooCommerce order {order.Id}");

    /// <summary>The names of a registered customer.</summary>
    public static IReadOnlyList<string> Names(WooCustomer customer) => Names(
        Either(customer.FirstName, customer.Billing.FirstName), Either(customer.LastName, customer.Billing.LastName), customer.Billing.Company,
        Addresses.Email(customer.Email)?.ToLowerInvariant(), $"WooCommerce {customer.Id}");

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
        if (PlainText.Name(first) is { Length: > 0 } given) fields["GivenName"] = given;
        if (PlainText.Name(last) is { Length: > 0 } family) fields["FamilyName"] = family;
        if (PlainText.Name(billing.Company) is { Length: > 0 } company) fields["CompanyName"] = company;
        if (email is not null) fields["PrimaryEmailAddr"] = new JsonObject { ["Address"] = email };
        if (PlainText.Cut(PlainText.Of(billing.Phone), Limits.Phone) is { Length: > 0 } phone) fields["PrimaryPhone"] = new JsonObject { ["FreeFormNumber"] = phone };
        if (Addresses.Of(billing) is { } bill) fields["BillAddr"] = bill;
        if (Addresses.Of(shipping) is { } ship) fields["ShipAddr"] = ship;
        return fields;
    }
}
