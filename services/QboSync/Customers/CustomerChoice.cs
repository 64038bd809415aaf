using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using QboSync.Talking;

namespace QboSync.Customers;

/// <summary>Which of several customers with one e-mail address is meant; QuickBooks does not keep addresses unique.</summary>
public static class CustomerChoice
{
    /// <summary>The active one with exactly the name, else the active one that is there longest; null where none is.</summary>
    /// <param name="found">As QuickBooks answered.</param>
    /// <param name="name">The wanted DisplayName.</param>
    /// <param name="currency">The currency the customer must have; null where the company has only one.</param>
    public static JsonObject? Among(IEnumerable<JsonObject> found, string name, string? currency) =>
        found.Where(customer => IsUsable(customer, currency))
            .OrderByDescending(customer => string.Equals(customer.Text("DisplayName"), name, StringComparison.OrdinalIgnoreCase))
            .ThenBy(customer => long.TryParse(customer.Id(), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : long.MaxValue)
            .FirstOrDefault();

    /// <summary>The entry is this very customer: active, with the same address and the right currency.</summary>
    public static bool IsSame(JsonObject customer, string? email, string? currency) =>
        IsUsable(customer, currency)
        && (email is null || string.Equals(customer.Text("PrimaryEmailAddr", "Address")?.Trim(), email, StringComparison.OrdinalIgnoreCase));

    // A customer's currency is fixed when it is made.
    private static bool IsUsable(JsonObject customer, string? currency) =>
        customer["Active"]?.GetValueKind() != JsonValueKind.False
        && (currency is null || customer.Ref("CurrencyRef") is not { } own || own == currency);
}
