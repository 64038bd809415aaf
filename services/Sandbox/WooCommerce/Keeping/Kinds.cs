namespace Sandbox.WooCommerce.Keeping;

/// <summary>The kinds of resource that the shop keeps, named as their REST collections. Variations are kept with the products.</summary>
internal static class Kinds
{
    public const string Orders = "orders";
    public const string Products = "products";
    public const string Customers = "customers";
    public const string Coupons = "coupons";
    public const string Refunds = "refunds";
    public const string Webhooks = "webhooks";
    public const string Taxes = "taxes";

    public static readonly IReadOnlyList<string> All = [Orders, Products, Customers, Coupons, Refunds, Webhooks, Taxes];
}
