namespace SupabaseSync.Mirroring.Mapping;

/// <summary>Columns of <c>products</c>; a variation is a product with a parent.</summary>
internal static class ProductRow
{
    public static void Write(RowWriter row)
    {
        row.Id("parent_woo_id", "parent_id");
        row.Text("type");
        row.Text("status");
        row.Text("name");
        row.Text("slug");
        row.Text("sku");
        row.Text("global_unique_id");
        row.Text("permalink");
        row.Decimal("price");
        row.Decimal("regular_price");
        row.Decimal("sale_price");
        row.Text("tax_status");
        row.Text("tax_class");
        row.Flag("manage_stock");
        row.Decimal("stock_quantity");
        row.Text("stock_status");
        row.Json("categories");
        row.Json("attributes");
        row.Instant("date_created_gmt");
        row.Raw();
    }
}
