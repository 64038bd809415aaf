using System.Globalization;
using System.Text.Json.Nodes;
using QboSync.Customers;
using QboSync.Documents;
using QboSync.Talking;
using Woo.Shapes;

namespace QboSync.Adopting;

/// <summary>Whether a document that we did not write is the order's: equal number, total, currency and customer.</summary>
public static class Resemblance
{
    /// <summary>What is not equal, in words and without personal data; empty where it is the order's.</summary>
    /// <param name="document">A SalesReceipt or an Invoice.</param>
    /// <param name="order">The order.</param>
    /// <param name="numbers">Numbers that the order could have.</param>
    /// <param name="customer">The order's customer in QuickBooks; null where that is not known yet.</param>
    /// <param name="homeCurrency">Of documents that name none.</param>
    public static IReadOnlyList<string> Differences(
        JsonObject document, WooOrder order, IReadOnlyCollection<string> numbers, string? customer, string? homeCurrency)
    {
        var found = new List<string>();
        var total = Cents.Round(order.Total);
        if (!numbers.Contains(document.Text("DocNumber") ?? "", StringComparer.OrdinalIgnoreCase)) found.Add($"the number is {document.Text("DocNumber") ?? "missing"}, not {numbers.First()}");
        if (document.Amount("TotalAmt") != total) found.Add(string.Create(CultureInfo.InvariantCulture, $"the total is {document.Amount("TotalAmt"):0.00}, not {total:0.00}"));
        if ((document.Ref("CurrencyRef") ?? homeCurrency ?? order.Currency) is var currency && currency != order.Currency) found.Add($"the currency is {currency}, not {order.Currency}");
        if (!IsTheCustomer(document, order, customer)) found.Add("the customer is another");
        return found;
    }

    /// <summary>The numbers that another program could have given the order, ours first.</summary>
    public static IReadOnlyCollection<string> Numbers(string ours, string orderNumber) => [.. new[] { ours, orderNumber, $"#{orderNumber}" }.Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Written by us, whatever for.</summary>
    public static bool IsOurs(JsonObject document) => document.Text("PrivateNote")?.StartsWith("WooCommerce order ", StringComparison.Ordinal) == true
        && document.Text("PrivateNote")!.Split('|').Length >= 3;

    private static bool IsTheCustomer(JsonObject document, WooOrder order, string? customer)
    {
        if (customer is not null && document.Ref("CustomerRef") == customer) return true;
        if (Addresses.Email(order.Billing.Email) is { } email && string.Equals(document.Text("BillEmail", "Address")?.Trim(), email, StringComparison.OrdinalIgnoreCase)) return true;
        return document.Text("CustomerRef", "name") is { Length: > 0 } name
            && CustomerMapping.Names(order).Append(order.Billing.Company).Any(own => string.Equals(PlainText.Name(own), PlainText.Name(name), StringComparison.OrdinalIgnoreCase));
    }
}
