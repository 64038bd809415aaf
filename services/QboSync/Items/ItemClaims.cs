using QboSync.Company;
using QboSync.Reserving;
using QboSync.Storage;

namespace QboSync.Items;

/// <summary>
/// Which product an item is for. Two products of one store never share one, whatever their SKUs say: their sales could not be told apart.
/// Products of two stores may, and a product that was made anew takes over the item of the one that was deleted.
/// </summary>
public sealed class ItemClaims(ReservationBook book, ShopProducts products)
{
    /// <summary>No other product of the store has the item.</summary>
    public async Task<bool> IsFreeAsync(CompanyBooks books, string storeId, long productId, string itemId, CancellationToken cancel)
    {
        var own = NaturalKeys.OfRecord(storeId, productId);
        foreach (var link in await book.StandingForAsync(books.Realm, ReservationKind.ItemLink, itemId, cancel))
        {
            if (link.NaturalKey == own || IdOf(link.NaturalKey, storeId) is not { } other) continue;
            if (!await products.IsDeletedAsync(books, storeId, other, cancel)) return false;
        }
        return true;
    }

    /// <summary>Links the product to what a key stands for, unless another product has it; null then. Called while nobody else has a turn at the key.</summary>
    public async Task<Reservation?> ClaimAsync(CompanyBooks books, string storeId, long productId, Reservation row, CancellationToken cancel)
    {
        if (!await IsFreeAsync(books, storeId, productId, row.ExternalId!, cancel)) return null;
        return books.Look is null ? await book.LinkAsync(books.Realm, ReservationKind.ItemLink, NaturalKeys.OfRecord(storeId, productId), row, cancel) : row;
    }

    private static string? IdOf(string key, string storeId)
    {
        var store = NaturalKeys.Of($"{storeId}:");
        return key.StartsWith(store, StringComparison.Ordinal) ? key[store.Length..] : null;
    }
}
