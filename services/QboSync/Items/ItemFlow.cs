using QboSync.Company;
using QboSync.Documents;
using QboSync.Reserving;
using QboSync.Storage;
using Syncing.Working;
using Woo.Shapes;

namespace QboSync.Items;

/// <summary>Products and variations: found or made, then kept up to date. An item that was found is left as the bookkeeper has it until the product changes in the shop.</summary>
public sealed class ItemFlow(ItemDirectory directory, EntryUpdating updating, ReservationBook book)
{
    /// <summary>Works one product.</summary>
    /// <exception cref="FaultException">It did not get through.</exception>
    public async Task<WorkResult> WorkAsync(CompanyBooks books, WorkItem item, CancellationToken cancel)
    {
        if (item.Deleted)
            return WorkResult.Skipped(item, "deleted", "The product was deleted in WooCommerce; items are never deleted in QuickBooks.", item.ExternalId);
        var product = WooJson.Product(item.Body);
        if (NotAnItem(product) is { } why) return WorkResult.Skipped(item, why.Code, why.Message, item.ExternalId);

        var fields = ItemMapping.Fields(product);
        var names = ItemMapping.Names(product);
        var hash = DocumentHash.Of(names[0], fields);
        var row = await directory.OfProductAsync(books, item.StoreId, product, cancel);
        var firstContact = row is { Hash: null, MadeHere: false };
        var changed = !firstContact && (row.Hash != hash || item.Force);
        if (changed)
        {
            await updating.UpdateAsync(books.Company, "Item", "Name", row, fields, row.MadeHere ? names : [], hash, cancel);
        }
        else if (firstContact)
        {
            row.Hash = hash;
            await book.SaveAsync(row, cancel);
        }
        if (ItemMapping.Sku(product.Sku) is { Length: > 0 } sku)
            await book.LinkAsync(books.Realm, ReservationKind.ItemSku, NaturalKeys.Of(sku), row, cancel);

        if (item.ExternalId is null && row.MadeHere) return WorkResult.Created(item, row.ExternalId!);
        if (changed) return WorkResult.Updated(item, row.ExternalId);
        return item.ExternalId is null
            ? WorkResult.Skipped(item, "unchanged", "The product stood in QuickBooks already and was linked by SKU or name; its fields were left as they are.", row.ExternalId)
            : WorkResult.Skipped(item, "unchanged", "Nothing that QuickBooks holds has changed.", row.ExternalId);
    }

    private static (string Code, string Message)? NotAnItem(WooProduct product) => product switch
    {
        { Type: "variable" } => ("has_variations", "A variable product is not sold itself; each of its variations is an item."),
        { Type: "grouped" } => ("grouped", "A grouped product is not sold itself; the products in it are items."),
        { Type: "external" } => ("external", "An external product is sold by another shop."),
        { Status: "draft" or "auto-draft" or "pending" or "trash" } => ($"status_{product.Status}", $"The product is {product.Status} in WooCommerce and not on sale."),
        _ => null,
    };
}
