using Contracts;

namespace SupabaseSync.Proving;

/// <summary>The columns that a proof compares: those of the schema that have one plain value.</summary>
internal static class Columns
{
    private const string Version = "store_id,woo_id,date_modified_gmt,sync_seq,deleted_at";

    private static readonly string[] Orders =
    [
        "number", "status", "currency", "discount_total", "discount_tax", "shipping_total", "shipping_tax", "cart_tax", "total", "total_tax", "customer_id",
        "billing_email", "payment_method", "transaction_id", "date_created_gmt", "date_paid_gmt", "date_completed_gmt",
    ];

    private static readonly string[] Products =
    [
        "parent_woo_id", "type", "status", "name", "sku", "price", "regular_price", "sale_price", "tax_status", "tax_class", "stock_quantity", "stock_status", "date_created_gmt",
    ];

    private static readonly string[] Customers = ["email", "first_name", "last_name", "username", "role", "is_paying_customer", "date_created_gmt"];

    public static IReadOnlyList<string> Of(string entity) => entity switch { Entities.Orders => Orders, Entities.Products => Products, _ => Customers };

    /// <summary>What is selected: the version, and what is compared.</summary>
    public static string Selected(string entity) => $"{Version},{string.Join(',', Of(entity))}";
}
