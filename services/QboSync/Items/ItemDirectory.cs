using System.Collections.Concurrent;
using QboSync.Company;
using QboSync.Documents;
using QboSync.Mapping;
using QboSync.Reserving;
using QboSync.Storage;
using QboSync.Talking;
using Woo.Shapes;

namespace QboSync.Items;

/// <summary>Which QuickBooks item stands for what: by the link of a product, else by SKU, else by name, else a new one or the default item.</summary>
public sealed class ItemDirectory(EntryMaking making, ReservationBook book, ItemPlans plans, ItemClaims claims, LineItems lineItems, TimeProvider clock)
{
    // How soon QuickBooks is asked again for a product that it did not have, where none are made.
    private static readonly TimeSpan AskAgain = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<(string Realm, string Link), DateTimeOffset> _unmatched = new();

    /// <summary>The items of many lines, in their order, those that do not depend on each other at the same time.</summary>
    /// <exception cref="FaultException">One could not be found or made.</exception>
    public async Task<IReadOnlyList<string>> OfLinesAsync(CompanyBooks books, string storeId, IReadOnlyList<DraftLine> lines, CancellationToken cancel) =>
        await Task.WhenAll(lines.Select(line => OfLineAsync(books, storeId, line, cancel)));

    /// <summary>The item of a line of a document; in a preview perhaps a placeholder.</summary>
    /// <exception cref="FaultException">There is none, and none could be made.</exception>
    public async Task<string> OfLineAsync(CompanyBooks books, string storeId, DraftLine line, CancellationToken cancel) => line.Role switch
    {
        LineRole.Product when ItemMapping.ProductOf(line.Product!) == 0 => await OfLostProductAsync(books, line.Product!, cancel),
        LineRole.Product => (await LinkedAsync(books, storeId, ItemMapping.ProductOf(line.Product!), () => plans.OfAsync(books, storeId, line.Product!, cancel), cancel))?.ExternalId
            ?? await lineItems.DefaultAsync(books, cancel),
        _ => await lineItems.OfAsync(books, line, cancel),
    };

    /// <summary>The link row of a product, which stands in QuickBooks then; null where it does not and the mapping makes no items.</summary>
    /// <exception cref="FaultException">There is none, and none could be made.</exception>
    public Task<Reservation?> OfProductAsync(CompanyBooks books, string storeId, WooProduct product, CancellationToken cancel) =>
        LinkedAsync(books, storeId, product.Id, () => plans.OfAsync(books, storeId, product, cancel), cancel);

    private async Task<Reservation?> LinkedAsync(CompanyBooks books, string storeId, long productId, Func<Task<EntryPlan>> planned, CancellationToken cancel)
    {
        var link = NaturalKeys.OfRecord(storeId, productId);
        if (await book.FindAsync(books.Realm, ReservationKind.ItemLink, link, cancel) is { ExternalId: not null } linked) return linked;
        if (_unmatched.TryGetValue((books.Realm, link), out var until) && until > clock.GetUtcNow() && books.Mapping.Products.Unmatched == UnmatchedProduct.DefaultItem) return null;
        var plan = await planned();
        if (await making.ClaimAsync(books, plan, (row, stop) => claims.ClaimAsync(books, storeId, productId, row, stop), cancel) is { } claimed) return claimed;
        if (plan.FindOnly)
        {
            _unmatched[(books.Realm, link)] = clock.GetUtcNow() + AskAgain;
            return null;
        }
        // The item of this SKU or name is another product's: this one gets its own, under a key that is its alone.
        return await making.EnsureAsync(books, plan with { Kind = ReservationKind.ItemLink, Key = link, FirstContact = FirstContact.Create }, cancel);
    }

    // WooCommerce forgets a deleted product's id and SKU; its name is what is left.
    private async Task<string> OfLostProductAsync(CompanyBooks books, WooLineItem line, CancellationToken cancel)
    {
        var name = PlainText.Name(line.Name);
        if (name.Length == 0) return await lineItems.DefaultAsync(books, cancel);
        if (await book.FindAsync(books.Realm, ReservationKind.ItemName, NaturalKeys.Of(name), cancel) is { ExternalId: { } known }) return known;
        var found = ItemChoice.Among(await books.Company.QueryAsync("Item", $"Name = {Query.Literal(name)}", cancel), name);
        return found.Count > 0 ? found[0].Id() : await lineItems.DefaultAsync(books, cancel);
    }
}
