using static Sandbox.Supabase.Schema.ColumnType;

namespace Sandbox.Supabase.Schema;

/// <summary>The tables of the mirror.</summary>
public static class MirrorTables
{
    /// <summary>Orders.</summary>
    public static readonly TableShape Orders = new("orders", true,
        new("store_id", Text, NotNull: true), new("woo_id", Bigint, NotNull: true), new("parent_id", Bigint), new("number", Text),
        new("order_key", Text), new("created_via", Text), new("status", Text), new("currency", Text),
        new("prices_include_tax", ColumnType.Boolean), new("discount_total", Numeric), new("discount_tax", Numeric), new("shipping_total", Numeric),
        new("shipping_tax", Numeric), new("cart_tax", Numeric), new("total", Numeric), new("total_tax", Numeric),
        new("customer_id", Bigint), new("billing_email", Text), new("billing", Jsonb), new("shipping", Jsonb),
        new("payment_method", Text), new("payment_method_title", Text), new("transaction_id", Text), new("customer_note", Text),
        new("date_created_gmt", Timestamptz), new("date_modified_gmt", Timestamptz), new("date_paid_gmt", Timestamptz), new("date_completed_gmt", Timestamptz),
        new("raw", Jsonb, NotNull: true), new("sync_seq", Bigint, NotNull: true), new("synced_at", Timestamptz, NotNull: true), new("deleted_at", Timestamptz));

    /// <summary>Their lines of all kinds.</summary>
    public static readonly TableShape OrderLines = new("order_lines", false,
        new("store_id", Text, NotNull: true), new("woo_id", Bigint, NotNull: true), new("order_woo_id", Bigint, NotNull: true), new("kind", Text, NotNull: true),
        new("position", Integer), new("name", Text), new("product_id", Bigint), new("variation_id", Bigint),
        new("sku", Text), new("quantity", Numeric), new("tax_class", Text), new("subtotal", Numeric),
        new("subtotal_tax", Numeric), new("total", Numeric), new("total_tax", Numeric), new("discount", Numeric),
        new("discount_tax", Numeric), new("method_id", Text), new("rate_id", Bigint), new("rate_code", Text),
        new("rate_percent", Numeric), new("tax_total", Numeric), new("shipping_tax_total", Numeric), new("taxes", Jsonb),
        new("meta_data", Jsonb), new("raw", Jsonb, NotNull: true), new("synced_at", Timestamptz, NotNull: true), new("deleted_at", Timestamptz));

    /// <summary>Their refunds.</summary>
    public static readonly TableShape OrderRefunds = new("order_refunds", false,
        new("store_id", Text, NotNull: true), new("woo_id", Bigint, NotNull: true), new("order_woo_id", Bigint, NotNull: true), new("amount", Numeric),
        new("reason", Text), new("refunded_by", Bigint), new("refunded_payment", ColumnType.Boolean), new("date_created_gmt", Timestamptz),
        new("line_items", Jsonb), new("shipping_lines", Jsonb), new("fee_lines", Jsonb), new("tax_lines", Jsonb),
        new("meta_data", Jsonb), new("raw", Jsonb, NotNull: true), new("synced_at", Timestamptz, NotNull: true), new("deleted_at", Timestamptz));

    /// <summary>Products and variations.</summary>
    public static readonly TableShape Products = new("products", true,
        new("store_id", Text, NotNull: true), new("woo_id", Bigint, NotNull: true), new("parent_woo_id", Bigint), new("type", Text),
        new("status", Text), new("name", Text), new("slug", Text), new("sku", Text),
        new("global_unique_id", Text), new("permalink", Text), new("price", Numeric), new("regular_price", Numeric),
        new("sale_price", Numeric), new("tax_status", Text), new("tax_class", Text), new("manage_stock", ColumnType.Boolean),
        new("stock_quantity", Numeric), new("stock_status", Text), new("categories", Jsonb), new("attributes", Jsonb),
        new("date_created_gmt", Timestamptz), new("date_modified_gmt", Timestamptz), new("raw", Jsonb, NotNull: true), new("sync_seq", Bigint, NotNull: true),
        new("synced_at", Timestamptz, NotNull: true), new("deleted_at", Timestamptz));

    /// <summary>Registered customers.</summary>
    public static readonly TableShape Customers = new("customers", true,
        new("store_id", Text, NotNull: true), new("woo_id", Bigint, NotNull: true), new("email", Text), new("first_name", Text),
        new("last_name", Text), new("username", Text), new("role", Text), new("is_paying_customer", ColumnType.Boolean),
        new("billing", Jsonb), new("shipping", Jsonb), new("date_created_gmt", Timestamptz), new("date_modified_gmt", Timestamptz),
        new("raw", Jsonb, NotNull: true), new("sync_seq", Bigint, NotNull: true), new("synced_at", Timestamptz, NotNull: true), new("deleted_at", Timestamptz));

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<TableShape> All = [Orders, OrderLines, OrderRefunds, Products, Customers];

    /// <summary>A table by its name, or null.</summary>
    public static TableShape? Find(string name) => All.FirstOrDefault(table => table.Name == name);
}
