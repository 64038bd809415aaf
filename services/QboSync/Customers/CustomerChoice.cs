using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using QboSync.Talking;

namespace QboSync.Customers;

/// <summary>Which customers of QuickBooks may be the one that is meant.</summary>
public static class CustomerChoice
{
    /// <summary>
    /// Those that can be booked on: the one with exactly the name first, then the one that is there longest. Projects and sub-customers, which
    /// often have their customer's address, count only where the customer itself is not among them.
    /// </summary>
    /// <param name="found">As QuickBooks answered.</param>
    /// <param name="name">The wanted DisplayName.</param>
    /// <param name="currency">The currency the customer must have; null where the company has only one.</param>
    public static IReadOnlyList<JsonObject> Among(IEnumerable<JsonObject> found, string name, string? currency) =>
        [.. Whole([.. found.Where(customer => IsUsable(customer, currency))])
            .OrderByDescending(customer => string.Equals(customer.Text("DisplayName"), name, StringComparison.OrdinalIgnoreCase))
            .ThenBy(customer => long.TryParse(customer.Id(), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : long.MaxValue)];

    /// <summary>
    /// The entry with the wanted name is this very customer: it can be booked on, and has the same e-mail address, or neither has one. A name
    /// alone does not make two people one.
    /// </summary>
    public static bool IsSame(JsonObject customer, string? email, string? currency) =>
        IsUsable(customer, currency) && string.Equals(Email(customer), email, StringComparison.OrdinalIgnoreCase);

    /// <summary>Active, and of the right currency: that is fixed when a customer is made.</summary>
    public static bool IsUsable(JsonObject customer, string? currency) =>
        customer["Active"]?.GetValueKind() != JsonValueKind.False
        && (currency is null || customer.Ref("CurrencyRef") is not { } own || own == currency);

    private static IEnumerable<JsonObject> Whole(List<JsonObject> customers) =>
        customers.Where(customer => customer.Ref("ParentRef") is null).ToList() is { Count: > 0 } whole ? whole : customers;

    private static string? Email(JsonObject customer) => customer.Text("PrimaryEmailAddr", "Address")?.Trim() is { Length: > 0 } email ? email : null;
}
