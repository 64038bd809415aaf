namespace SupabaseSync.Mirroring.Mapping;

/// <summary>Columns of <c>orders</c>.</summary>
internal static class OrderRow
{
    public static void Write(RowWriter row)
    {
        row.Id("parent_id");
        row.Text("number");
        row.Text("order_key");
        row.Text("created_via");
        row.Text("status");
        row.Text("currency");
        row.Flag("prices_include_tax");
        row.Decimal("discount_total");
        row.Decimal("discount_tax");
        row.Decimal("shipping_total");
        row.Decimal("shipping_tax");
        row.Decimal("cart_tax");
        row.Decimal("total");
        row.Decimal("total_tax");
        row.Id("customer_id");
        row.Inner("billing").Text("billing_email", "email");
        row.Json("billing");
        row.Json("shipping");
        row.Text("payment_method");
        row.Text("payment_method_title");
        row.Text("transaction_id");
        row.Text("customer_note");
        row.Instant("date_created_gmt");
        row.Instant("date_paid_gmt");
        row.Instant("date_completed_gmt");
        row.Raw();
    }
}
