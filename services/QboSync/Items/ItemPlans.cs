using System.Text.Json.Nodes;
using QboSync.Company;
using QboSync.Documents;
using QboSync.Mapping;
using QboSync.Reserving;
using QboSync.Storage;
using QboSync.Talking;
using Woo.Shapes;

namespace QboSync.Items;

/// <summary>How items are found and made: products by SKU, else by name; what is no product by the id or name that is mapped.</summary>
public sealed class ItemPlans(ShopProducts products, ItemClaims claims, TimeProvider clock)
{
    /// <summary>A product or variation.</summary>
    /// <exception cref="FaultException">An account that items need is missing.</exception>
    public async Task<EntryPlan> OfAsync(CompanyBooks books, string storeId, WooProduct product, CancellationToken cancel)
    {
        var names = ItemMapping.Names(product, await products.ParentNameAsync(books, storeId, product, cancel));
        return Product(books, storeId, product.Id, names, ItemMapping.Sku(product.Sku), ItemMapping.Fields(product), product);
    }

    /// <summary>The product of an order's line: as the shop has it now, where it was heard of, else as the line says.</summary>
    /// <exception cref="FaultException">An account that items need is missing.</exception>
    public async Task<EntryPlan> OfAsync(CompanyBooks books, string storeId, WooLineItem line, CancellationToken cancel)
    {
        var id = ItemMapping.ProductOf(line);
        return await products.FindAsync(books, storeId, id, cancel) is { } product
            ? await OfAsync(books, storeId, product, cancel)
            : Product(books, storeId, id, ItemMapping.Names(line), ItemMapping.Sku(line.Sku), ItemMapping.Fields(line), null);
    }

    /// <summary>An item of lines that are no product, by the name that is mapped. Nobody is asked: the mapping names it.</summary>
    /// <exception cref="FaultException">An account that items need is missing.</exception>
    public static EntryPlan Named(CompanyBooks books, string name)
    {
        var plain = PlainText.Name(name);
        return Plan([plain, PlainText.Name(plain, "WooCommerce")], DocumentHash.Of(plain, []), ItemBodies.Plain([], books, "Service")) with
        {
            FindAsync = cancel => AskAsync(books, "Name", plain, plain, cancel),
        };
    }

    private EntryPlan Product(
        CompanyBooks books, string storeId, long productId, IReadOnlyList<string> names, string sku, JsonObject fields, WooProduct? product)
    {
        var hash = DocumentHash.Of(names[0], fields);
        fields = ItemBodies.Product(fields, books, product, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        return Plan(names, hash, fields) with
        {
            Kind = sku.Length > 0 ? ReservationKind.ItemSku : ReservationKind.ItemName,
            Key = NaturalKeys.Of(sku.Length > 0 ? sku : names[0]),
            FirstContact = books.Mapping.Products.FirstContact,
            FindOnly = books.Mapping.Products.Unmatched == UnmatchedProduct.DefaultItem,
            FindAsync = cancel => FindAsync(books, storeId, productId, names[0], sku, cancel),
            IsSameAsync = async (holder, cancel) => ItemChoice.IsSame(holder, sku) && await claims.IsFreeAsync(books, storeId, productId, holder.Id(), cancel),
            Explain = ItemBodies.IsStock(books, product) ? ItemBodies.Explain : _ => null,
        };
    }

    private static EntryPlan Plan(IReadOnlyList<string> names, string hash, JsonObject fields) => new()
    {
        Entity = "Item",
        NameField = "Name",
        Kind = ReservationKind.ItemName,
        Key = NaturalKeys.Of(names[0]),
        Names = names,
        Fields = fields,
        Hash = hash,
        FindAsync = _ => Task.FromResult<IReadOnlyList<JsonObject>>([]),
        IsSameAsync = (holder, _) => Task.FromResult(ItemChoice.IsUsable(holder)),
    };

    // What stands for another product of the store already is not this one, whatever it is called.
    private async Task<IReadOnlyList<JsonObject>> FindAsync(CompanyBooks books, string storeId, long productId, string name, string sku, CancellationToken cancel)
    {
        var bySku = sku.Length > 0 ? await FreeAsync(books, storeId, productId, await AskAsync(books, "Sku", sku, name, cancel), cancel) : [];
        if (bySku.Count > 0) return bySku;
        var byName = (await AskAsync(books, "Name", name, name, cancel)).Where(item => ItemChoice.IsSame(item, sku));
        return await FreeAsync(books, storeId, productId, byName, cancel);
    }

    private async Task<IReadOnlyList<JsonObject>> FreeAsync(CompanyBooks books, string storeId, long productId, IEnumerable<JsonObject> found, CancellationToken cancel)
    {
        var free = new List<JsonObject>();
        foreach (var item in found)
            if (await claims.IsFreeAsync(books, storeId, productId, item.Id(), cancel)) free.Add(item);
        return free;
    }

    private static async Task<IReadOnlyList<JsonObject>> AskAsync(CompanyBooks books, string field, string value, string name, CancellationToken cancel) =>
        ItemChoice.Among(await books.Company.QueryAsync("Item", $"{field} = {Query.Literal(value)}", cancel), name);
}
