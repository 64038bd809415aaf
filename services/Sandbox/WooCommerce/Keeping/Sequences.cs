namespace Sandbox.WooCommerce.Keeping;

/// <summary>
/// The counters that give ids. Orders, refunds, products, variations and coupons share one, as posts do in WordPress; users, order items
/// and meta data have their own.
/// </summary>
internal static class Sequences
{
    public const string Posts = "posts";
    public const string Users = "users";
    public const string Items = "items";
    public const string Meta = "meta";
    public const string Webhooks = "webhooks";
    public const string Taxes = "taxes";
    public const string Actions = "actions";
    public const string Deliveries = "deliveries";

    public static string Of(string kind) => kind switch
    {
        Kinds.Customers => Users,
        Kinds.Webhooks => Webhooks,
        Kinds.Taxes => Taxes,
        _ => Posts,
    };
}
