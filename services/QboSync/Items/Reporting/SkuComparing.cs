namespace QboSync.Items.Reporting;

/// <summary>Compares the SKUs of shop and company; QuickBooks compares without regard to case.</summary>
public static class SkuComparing
{
    /// <summary>The report.</summary>
    public static SkuReport Compare(string account, DateTimeOffset checkedAt, IReadOnlyList<ShopSku> products, IReadOnlyList<CompanySku> items)
    {
        var ofCompany = items.Where(item => item.Sku.Length > 0).ToLookup(item => item.Sku, StringComparer.OrdinalIgnoreCase);
        var bySku = products.Where(product => product.Sku.Length > 0)
            .GroupBy(product => product.Sku, StringComparer.OrdinalIgnoreCase).OrderBy(group => group.Key, StringComparer.OrdinalIgnoreCase)
            .Select(group => new SharedSku(group.Key, [.. group.OrderBy(product => product.StoreId, StringComparer.Ordinal).ThenBy(product => product.WooId)], [.. ofCompany[group.Key]]))
            .ToList();
        return new SkuReport
        {
            Account = account,
            CheckedAt = checkedAt,
            Products = products.Count,
            Items = items.Count,
            Shared = [.. bySku.Where(sku => sku.Products.GroupBy(product => product.StoreId).Any(store => store.Count() > 1))],
            SeveralItems = [.. bySku.Where(sku => sku.Items.Count > 1)],
            Missing = [.. products.Where(product => product.Sku.Length == 0).OrderBy(product => product.StoreId, StringComparer.Ordinal).ThenBy(product => product.WooId)],
        };
    }
}
