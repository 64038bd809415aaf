using QboSync.Reserving;
using QboSync.Storage;

namespace QboSync.Items;

/// <summary>Which SKU stands for a product's item: the one of now. One that it gave up is let go, for the product that gets it next is another one.</summary>
public sealed class ItemKeys(ReservationBook book)
{
    /// <summary>Brings the SKU of a link row up to date.</summary>
    public async Task KeepAsync(string account, string sku, Reservation row, CancellationToken cancel)
    {
        var now = NaturalKeys.Of(sku);
        if (sku.Length > 0) await book.TryLinkAsync(account, ReservationKind.ItemSku, now, row, cancel);
        // Two stores may sell one thing; what the other one has is not given up here.
        if ((await book.StandingForAsync(account, ReservationKind.ItemLink, row.ExternalId!, cancel)).Any(link => link.NaturalKey != row.NaturalKey)) return;
        foreach (var old in await book.StandingForAsync(account, ReservationKind.ItemSku, row.ExternalId!, cancel))
            if (old.NaturalKey != now) await book.ReleaseAsync(old, cancel);
    }
}
