using QboSync.Company;
using QboSync.Conflicts;
using QboSync.Documents;
using QboSync.Reserving;
using Syncing.Working;
using Woo.Shapes;

namespace QboSync.Items;

/// <summary>Products and variations: found or made, then kept up to date. An item that was found is left as the bookkeeper has it until the product changes in the shop.</summary>
public sealed class ItemFlow(ItemDirectory directory, ItemKeys keys, ShopProducts products, EntryKeeping keeping)
{
    /// <summary>Works one product.</summary>
    /// <exception cref="Talking.FaultException">It did not get through.</exception>
    public async Task<WorkResult> WorkAsync(CompanyBooks books, WorkItem item, CancellationToken cancel)
    {
        if (item.Deleted)
            return WorkResult.Skipped(item, "deleted", "The product was deleted in WooCommerce; items are never deleted in QuickBooks.", item.ExternalId);
        var product = WooJson.Product(item.Body);
        if (NotAnItem(product) is { } why) return WorkResult.Skipped(item, why.Code, why.Message, item.ExternalId);

        if (await directory.OfProductAsync(books, item.StoreId, product, cancel) is not { } row)
            return WorkResult.Skipped(item, "unmatched", "QuickBooks has no item for this product, and the mapping (products.unmatched) makes none; its sales are booked on the default item.", item.ExternalId);
        var (fields, names) = (ItemMapping.Fields(product), ItemMapping.Names(product, await products.ParentNameAsync(books, item.StoreId, product, cancel)));
        var changed = await keeping.KeepAsync(books, "Item", "Name", row, fields, names, DocumentHash.Of(names[0], fields), item, cancel);
        if (books.Look is null) await keys.KeepAsync(books.Realm, ItemMapping.Sku(product.Sku), row, cancel);

        if (row.Kept is not null) return QuickBooksWins.Skipped(item, row.ExternalId);
        if (item.ExternalId is null && row.MadeHere) return WorkResult.Created(item, row.ExternalId!);
        if (changed) return WorkResult.Updated(item, row.ExternalId);
        return item.ExternalId is null
            ? WorkResult.Skipped(item, "unchanged", "The product stood in QuickBooks already and was linked by SKU or name; its fields were left as they are.", row.ExternalId)
            : WorkResult.Skipped(item, "unchanged", "Nothing that QuickBooks holds has changed.", row.ExternalId);
    }

    /// <summary>Why a product is not sold itself; null where it is.</summary>
    internal static (string Code, string Message)? NotAnItem(WooProduct product) => product switch
    {
        { Type: "variable" } => ("has_variations", "A variable product is not sold itself; each of its variations is an item."),
        { Type: "grouped" } => ("grouped", "A grouped product is not sold itself; the products in it are items."),
        { Type: "external" } => ("external", "An external product is sold by another shop."),
        { Status: "draft" or "auto-draft" or "pending" or "trash" } => ($"status_{product.Status}", $"The product is {product.Status} in WooCommerce and not on sale."),
        _ => null,
    };
}
