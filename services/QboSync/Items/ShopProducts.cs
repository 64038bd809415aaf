using System.Globalization;
using Contracts;
using Microsoft.EntityFrameworkCore;
using QboSync.Company;
using QboSync.Storage;
using Woo.Shapes;

namespace QboSync.Items;

/// <summary>What the ledger knows of a store's products: an order's line says little of the product that was sold.</summary>
public sealed class ShopProducts(IDbContextFactory<QboSyncDb> databases)
{
    /// <summary>The product or variation as last heard of; null where it never was, is deleted or cannot be read.</summary>
    public async Task<WooProduct?> FindAsync(CompanyBooks books, string storeId, long id, CancellationToken cancel)
    {
        if (id <= 0 || await RowAsync(books, storeId, id.ToString(CultureInfo.InvariantCulture), cancel) is not { Deleted: false } row) return null;
        try
        {
            return WooJson.Product(row.Body);
        }
        catch (WooShapeException)
        {
            return null; // its own record says what is wrong with it
        }
    }

    /// <summary>The name of a variation's parent where its own name needs it; null where not, or where the parent is not known.</summary>
    public async Task<string?> ParentNameAsync(CompanyBooks books, string storeId, WooProduct product, CancellationToken cancel) =>
        VariationName.NeedsParent(product) ? (await FindAsync(books, storeId, product.ParentId, cancel))?.Name : null;

    /// <summary>The shop deleted it, confirmed.</summary>
    public async Task<bool> IsDeletedAsync(CompanyBooks books, string storeId, string key, CancellationToken cancel) =>
        await RowAsync(books, storeId, key, cancel) is { Deleted: true };

    private async Task<Row?> RowAsync(CompanyBooks books, string storeId, string key, CancellationToken cancel)
    {
        if (books.TenantId is not { } tenant) return null;
        await using var database = databases.CreateDbContext();
        return await database.Records.AsNoTracking()
            .Where(row => row.TenantId == tenant && row.StoreId == storeId && row.Account == books.Realm && row.Entity == Entities.Products && row.Key == key)
            .Select(row => new Row(row.Deleted, row.Body)).FirstOrDefaultAsync(cancel);
    }

    private sealed record Row(bool Deleted, string Body);
}
