namespace QboSync.Items.Reporting;

/// <summary>One product or variation of a store that is sold itself.</summary>
/// <param name="StoreId">Id of the WooCommerce credential.</param>
/// <param name="WooId">WooCommerce's id.</param>
/// <param name="Name">As the shop has it, without markup.</param>
/// <param name="Sku">"" where it has none.</param>
/// <param name="ExternalId">The item that stands for it; null while none does.</param>
public sealed record ShopSku(string StoreId, long WooId, string Name, string Sku, string? ExternalId);
