using Contracts;

namespace SupabaseSync.Conflicts;

/// <summary>The columns that the platform writes, as Schema/0001_tables.sql has them. Whatever else a table has is its owner's.</summary>
public static class MirrorColumns
{
    /// <summary>Of the version, and of the row itself.</summary>
    private const string Own = "store_id,woo_id,date_modified_gmt,sync_seq,raw,synced_at,deleted_at";

    private const string Part = "woo_id,raw,synced_at,deleted_at";

    /// <summary>Columns of <c>order_lines</c>.</summary>
    public const string Lines = $"{Part},kind,position,name,product_id,variation_id,sku,quantity,tax_class,subtotal,subtotal_tax,total,total_tax,discount,discount_tax,"
        + "method_id,rate_id,rate_code,rate_percent,tax_total,shipping_tax_total,taxes,meta_data";

    /// <summary>Columns of <c>order_refunds</c>.</summary>
    public const string Refunds = $"{Part},amount,reason,refunded_by,refunded_payment,date_created_gmt,line_items,shipping_lines,fee_lines,tax_lines,meta_data";

    /// <summary>What to select of an entity's table; of orders with their lines and refunds.</summary>
    public static string Of(string entity) => entity switch
    {
        Entities.Orders => $"{Own},parent_id,number,order_key,created_via,status,currency,prices_include_tax,discount_total,discount_tax,shipping_total,shipping_tax,cart_tax,"
            + "total,total_tax,customer_id,billing_email,billing,shipping,payment_method,payment_method_title,transaction_id,customer_note,date_created_gmt,date_paid_gmt,"
            + $"date_completed_gmt,order_lines({Lines}),order_refunds({Refunds})",
        Entities.Products => $"{Own},parent_woo_id,type,status,name,slug,sku,global_unique_id,permalink,price,regular_price,sale_price,tax_status,tax_class,manage_stock,"
            + "stock_quantity,stock_status,categories,attributes,date_created_gmt",
        _ => $"{Own},email,first_name,last_name,username,role,is_paying_customer,billing,shipping,date_created_gmt",
    };
}
