namespace QboSync.Items.Reporting;

/// <summary>One SKU and all that has it.</summary>
/// <param name="Sku">As the first product writes it.</param>
/// <param name="Products">By store and id.</param>
/// <param name="Items">Of QuickBooks.</param>
public sealed record SharedSku(string Sku, IReadOnlyList<ShopSku> Products, IReadOnlyList<CompanySku> Items);
