using System.Text.Json.Nodes;
using Sandbox.WooCommerce.Json;

namespace Sandbox.WooCommerce.Selling;

/// <summary>Addresses, whose members are always all there; orders and customers list them in different order.</summary>
internal static class Address
{
    private static readonly string[] OfOrder = ["first_name", "last_name", "company", "address_1", "address_2", "city", "state", "postcode", "country"];
    private static readonly string[] OfCustomer = ["first_name", "last_name", "company", "address_1", "address_2", "city", "postcode", "country", "state"];

    public static JsonObject Billing(JsonObject? given, bool customer) => Fill(given, [.. customer ? OfCustomer : OfOrder, "email", "phone"]);

    public static JsonObject Shipping(JsonObject? given, bool customer) => Fill(given, [.. customer ? OfCustomer : OfOrder, "phone"]);

    /// <summary>The given members laid over those that stand.</summary>
    public static JsonObject Over(JsonObject standing, JsonObject? given)
    {
        var merged = standing.DeepClone().AsObject();
        foreach (var (name, value) in given ?? [])
            if (merged.ContainsKey(name)) merged[name] = value?.DeepClone();
        return merged;
    }

    private static JsonObject Fill(JsonObject? given, string[] names)
    {
        var address = new JsonObject();
        foreach (var name in names) address[name] = given?.Text(name) ?? "";
        return address;
    }
}
