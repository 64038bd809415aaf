using static Woo.Versioning.ContentField;

namespace Woo.Versioning;

/// <summary>
/// The named fields that make a record's content: what targets book, mirror or show. Left out, because they differ between two reads of
/// one state or follow from other fields: <c>_links</c>, <c>related_ids</c>, <c>price</c>, <c>price_html</c>, <c>on_sale</c>,
/// <c>total_sales</c>, ratings, <c>date_modified*</c>, site-local dates, <c>version</c>, <c>payment_url</c>, <c>currency_symbol</c>,
/// <c>is_editable</c> and <c>needs_*</c>, <c>avatar_url</c>, <c>display_*</c> of meta, and permalinks.
/// </summary>
internal static class ContentFields
{
    private static readonly ContentField Meta = new("meta_data", FieldKind.Meta);

    private static readonly ContentField[] Address =
        [.. Texts("first_name", "last_name", "company", "address_1", "address_2", "city", "state", "postcode", "country", "email", "phone")];

    private static readonly ContentField[] Taxes = [.. Numbers("id", "total", "subtotal")];

    // Not product_id, variation_id, sku and what else is looked up through them: WooCommerce empties these on every old order when the
    // product is deleted, without moving the order's date. What was known of the line is then better than what is read.
    private static readonly ContentField[] LineItem =
        [.. Numbers("id", "quantity", "subtotal", "subtotal_tax", "total", "total_tax"), .. Texts("name", "tax_class"), List("taxes", Taxes), Meta];

    private static readonly ContentField[] ShippingLine =
        [.. Numbers("id", "total", "total_tax"), .. Texts("method_title", "method_id", "instance_id"), List("taxes", Taxes), Meta];

    private static readonly ContentField[] FeeLine =
        [.. Numbers("id", "total", "total_tax"), .. Texts("name", "tax_class", "tax_status"), List("taxes", Taxes), Meta];

    private static readonly ContentField[] TaxLine =
        [.. Numbers("id", "rate_id", "tax_total", "shipping_tax_total", "rate_percent"), .. Texts("rate_code", "label"), .. Flags("compound")];

    private static readonly ContentField[] CouponLine = [.. Numbers("id", "discount", "discount_tax"), .. Texts("code")];

    private static readonly ContentField[] RefundSummary = [.. Numbers("id", "total", "total_tax"), .. Texts("reason")];

    public static readonly IReadOnlyList<ContentField> Refund =
    [
        .. Numbers("id", "amount"), .. Texts("reason", "date_created_gmt"), .. Flags("refunded_payment"),
        List("line_items", LineItem), List("shipping_lines", ShippingLine), List("fee_lines", FeeLine), List("tax_lines", TaxLine), Meta,
    ];

    private static readonly ContentField[] Order =
    [
        .. Numbers("id", "parent_id", "customer_id", "discount_total", "discount_tax", "shipping_total", "shipping_tax", "cart_tax", "total", "total_tax"),
        .. Texts("number", "status", "currency", "date_created_gmt", "date_completed_gmt", "date_paid_gmt", "order_key",
            "payment_method", "payment_method_title", "transaction_id", "customer_note", "created_via"),
        .. Flags("prices_include_tax"),
        Object("billing", Address), Object("shipping", Address),
        List("line_items", LineItem), List("tax_lines", TaxLine), List("shipping_lines", ShippingLine), List("fee_lines", FeeLine),
        List("coupon_lines", CouponLine), List("refunds", RefundSummary), Meta,
    ];

    private static readonly ContentField[] Attribute =
        [.. Numbers("id"), .. Texts("name", "option"), .. Flags("variation"), new("options", FieldKind.Values)];

    private static readonly ContentField[] Term = [.. Numbers("id"), .. Texts("name", "slug")];

    // What both roads to a variation give: /products/{id} and webhooks call it "Hoodie - Red, S", /products/{id}/variations "Red, S", and
    // each has fields that the other lacks.
    private static readonly ContentField[] Variation =
    [
        .. Numbers("id", "parent_id", "regular_price", "sale_price", "stock_quantity", "low_stock_amount"),
        .. Texts("status", "sku", "global_unique_id", "description", "date_created_gmt", "date_on_sale_from_gmt", "date_on_sale_to_gmt",
            "tax_status", "tax_class", "manage_stock", "stock_status", "backorders", "weight", "shipping_class"),
        .. Flags("virtual", "downloadable"),
        Object("dimensions", [.. Texts("length", "width", "height")]), List("attributes", Attribute), Meta,
    ];

    private static readonly ContentField[] Product =
    [
        .. Variation, .. Texts("name", "slug", "type", "short_description", "catalog_visibility", "external_url"), .. Flags("featured"),
        List("categories", Term), List("tags", Term), List("brands", Term), List("images", [.. Numbers("id"), .. Texts("src")]),
        new("variations", FieldKind.Values), new("grouped_products", FieldKind.Values),
    ];

    private static readonly ContentField[] Customer =
    [
        .. Numbers("id"), .. Texts("email", "first_name", "last_name", "role", "username", "date_created_gmt"), .. Flags("is_paying_customer"),
        Object("billing", Address), Object("shipping", Address), Meta,
    ];

    /// <summary>The fields of one record.</summary>
    public static IReadOnlyList<ContentField> Of(string entity, bool isVariation) => entity switch
    {
        "orders" => Order,
        "products" => isVariation ? Variation : Product,
        "customers" => Customer,
        _ => throw new ArgumentOutOfRangeException(nameof(entity), entity, "orders, products or customers"),
    };
}
