using System.Text.Json.Nodes;
using QboSync.Company;
using QboSync.Documents;
using QboSync.Reserving;
using QboSync.Storage;
using QboSync.Talking;
using Woo.Shapes;

namespace QboSync.Items;

/// <summary>Which QuickBooks item stands for what: by the link of a product, else by SKU, else by name, else a new one.</summary>
public sealed class ItemDirectory(EntryMaking making, ReservationBook book)
{
    /// <summary>The item of a line of a document.</summary>
    /// <exception cref="FaultException">There is none, and none could be made.</exception>
    public async Task<string> OfLineAsync(CompanyBooks books, string storeId, DraftLine line, CancellationToken cancel) => line.Role switch
    {
        LineRole.Product when ItemMapping.ProductOf(line.Product!) == 0 => await OfLostProductAsync(books, line.Product!, cancel),
        LineRole.Product => await OfProductAsync(books, storeId, line.Product!, cancel),
        LineRole.Shipping => await OwnAsync(books, books.Mapping.Items.Shipping, cancel),
        LineRole.Fee => await OwnAsync(books, books.Mapping.Items.Fee, cancel),
        LineRole.Tax => await OwnAsync(books, books.Mapping.Items.SalesTax, cancel),
        LineRole.Refund => await OwnAsync(books, books.Mapping.Items.Refund, cancel),
        LineRole.Rounding => await OwnAsync(books, books.Mapping.Items.Rounding, cancel),
        _ => throw new ArgumentOutOfRangeException(nameof(line), line.Role, "an unknown kind of line"),
    };

    /// <summary>The link row of a product, which stands in QuickBooks then.</summary>
    /// <exception cref="FaultException">There is none, and none could be made.</exception>
    public async Task<Reservation> OfProductAsync(CompanyBooks books, string storeId, WooProduct product, CancellationToken cancel) =>
        await LinkedAsync(books, storeId, product.Id, () =>
            Plan(books, ItemMapping.Names(product), ItemMapping.Sku(product.Sku), ItemMapping.Fields(product), books.Mapping.Products.ItemType), cancel);

    private async Task<string> OfProductAsync(CompanyBooks books, string storeId, WooLineItem line, CancellationToken cancel) =>
        (await LinkedAsync(books, storeId, ItemMapping.ProductOf(line), () =>
            Plan(books, ItemMapping.Names(line), ItemMapping.Sku(line.Sku), ItemMapping.Fields(line), books.Mapping.Products.ItemType), cancel)).ExternalId!;

    // WooCommerce forgets a deleted product's id and SKU; its name is what is left.
    private async Task<string> OfLostProductAsync(CompanyBooks books, WooLineItem line, CancellationToken cancel)
    {
        var name = PlainText.Name(line.Name);
        if (name.Length > 0)
        {
            if (await book.FindAsync(books.Realm, ReservationKind.ItemName, NaturalKeys.Of(name), cancel) is { ExternalId: { } known }) return known;
            var found = ItemChoice.Among(await books.Company.QueryAsync("Item", $"Name = {Query.Literal(name)}", cancel), name);
            if (found is not null) return found.Id();
        }
        return await OwnAsync(books, books.Mapping.Items.Default, cancel);
    }

    private async Task<string> OwnAsync(CompanyBooks books, string name, CancellationToken cancel) =>
        (await making.EnsureAsync(books.Company, Plan(books, [PlainText.Name(name)], "", [], "Service"), cancel)).ExternalId!;

    private async Task<Reservation> LinkedAsync(CompanyBooks books, string storeId, long productId, Func<EntryPlan> plan, CancellationToken cancel)
    {
        var link = NaturalKeys.OfRecord(storeId, productId);
        if (await book.FindAsync(books.Realm, ReservationKind.ItemLink, link, cancel) is { ExternalId: not null } linked) return linked;
        return await book.LinkAsync(books.Realm, ReservationKind.ItemLink, link, await making.EnsureAsync(books.Company, plan(), cancel), cancel);
    }

    private static EntryPlan Plan(CompanyBooks books, IReadOnlyList<string> names, string sku, JsonObject fields, string type)
    {
        var hash = DocumentHash.Of(names[0], fields);
        fields["Type"] = type;
        fields["IncomeAccountRef"] = Fields.RefTo(AccountChoice.Income(books));
        return new EntryPlan
        {
            Entity = "Item",
            NameField = "Name",
            Kind = sku.Length > 0 ? ReservationKind.ItemSku : ReservationKind.ItemName,
            Key = NaturalKeys.Of(sku.Length > 0 ? sku : names[0]),
            Names = names,
            Fields = fields,
            Hash = hash,
            FindAsync = cancel => FindAsync(books.Company, names[0], sku, cancel),
            IsSame = holder => ItemChoice.IsSame(holder, sku),
        };
    }

    private static async Task<JsonObject?> FindAsync(QuickBooksCompany company, string name, string sku, CancellationToken cancel)
    {
        if (sku.Length > 0 && ItemChoice.Among(await company.QueryAsync("Item", $"Sku = {Query.Literal(sku)}", cancel), name) is { } bySku) return bySku;
        var byName = ItemChoice.Among(await company.QueryAsync("Item", $"Name = {Query.Literal(name)}", cancel), name);
        return byName is not null && ItemChoice.IsSame(byName, sku) ? byName : null;
    }
}
