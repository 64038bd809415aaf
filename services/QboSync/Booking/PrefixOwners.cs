using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using QboSync.Mapping;
using QboSync.Reserving;
using QboSync.Storage;
using QboSync.Talking;
using Syncing.Working;

namespace QboSync.Booking;

/// <summary>
/// Which store of a company numbers its documents with which prefix: the one that books first. A second store with the same prefix would give
/// two orders one number, so it is held until it has its own.
/// </summary>
public sealed class PrefixOwners(ReservationBook book, IDbContextFactory<QboSyncDb> databases)
{
    private readonly ConcurrentDictionary<(string Realm, string Prefix), string> _owners = new();

    /// <summary>The order's store may use its prefix.</summary>
    /// <exception cref="FaultException">Another store uses it.</exception>
    public async Task CheckAsync(OrderCase order, CancellationToken cancel)
    {
        var (realm, prefix, store) = (order.Books.Realm, NaturalKeys.Of(order.Prefix), order.Item.StoreId);
        if (!_owners.TryGetValue((realm, prefix), out var owner))
        {
            // A preview takes no prefix.
            if (order.Books.Look is not null) owner = (await book.FindAsync(realm, ReservationKind.NumberPrefix, prefix, cancel))?.ExternalId ?? await FirstAsync(realm, prefix, order.Mapping, cancel) ?? store;
            else _owners[(realm, prefix)] = owner = await OwnerAsync(realm, prefix, store, order.Mapping, cancel);
        }
        if (owner == store) return;
        throw new FaultException(FaultKind.MappingMissing, "prefix_shared",
            $"The stores {owner} and {store} book in the same QuickBooks company with the same prefix of document numbers, '{order.Prefix}', so two orders could get one number. Nothing was booked. Give {store} a prefix of its own (stores.{store}.doc_number_prefix in the mapping), then push the order again.");
    }

    private async Task<string> OwnerAsync(string realm, string prefix, string store, BookMapping mapping, CancellationToken cancel)
    {
        var row = await book.OpenAsync(realm, ReservationKind.NumberPrefix, prefix, cancel);
        if (row.ExternalId is { } owner) return owner;
        // Documents from before prefixes were kept apart: who was first keeps it.
        row.ExternalId = await FirstAsync(realm, prefix, mapping, cancel) ?? store;
        try
        {
            await book.SaveAsync(row, cancel);
            return row.ExternalId;
        }
        catch (FaultException) when (!cancel.IsCancellationRequested)
        {
            // Many orders came at once, of this store or another one; one of them was first.
            if ((await book.FindAsync(realm, ReservationKind.NumberPrefix, prefix, cancel))?.ExternalId is { } first) return first;
            throw;
        }
    }

    private async Task<string?> FirstAsync(string realm, string prefix, BookMapping mapping, CancellationToken cancel)
    {
        await using var database = databases.CreateDbContext();
        var stores = await database.Documents.Where(row => row.Account == realm && row.ExternalId != null).GroupBy(row => row.StoreId)
            .Select(rows => new { Store = rows.Key, First = rows.Min(row => row.Id) }).ToListAsync(cancel);
        return stores.OrderBy(known => known.First).Select(known => known.Store)
            .FirstOrDefault(known => NaturalKeys.Of(mapping.Store(known).DocNumberPrefix ?? mapping.Orders.DocNumberPrefix) == prefix);
    }
}
