using System.Globalization;
using System.Text.Json.Nodes;
using Contracts;
using QboSync.Reserving;
using QboSync.Storage;
using QboSync.Talking;
using Syncing.Conflicts;

namespace QboSync.Conflicts;

/// <summary>Carries out what was chosen about a customer or item that a person changed in QuickBooks.</summary>
public sealed class EntryResolving(ReservationBook book)
{
    /// <summary>Does it; null as choice only takes what stands as known.</summary>
    public async Task<ResolveEffect> ApplyAsync(Conflict conflict, string? choice, CancellationToken cancel)
    {
        var kind = conflict.Entity == Entities.Products ? ReservationKind.ItemLink : ReservationKind.CustomerLink;
        var row = long.TryParse(conflict.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? await book.FindAsync(conflict.Account, kind, NaturalKeys.OfRecord(conflict.StoreId, id), cancel)
            : null;
        var both = FaultBody.Parse(conflict.Standing ?? "");
        if (row?.ExternalId != conflict.ExternalId || both?["Shop"] is not JsonObject shop || both["Standing"] is not JsonObject standing)
            return ResolveEffect.Work(force: choice == ConflictKinds.Woocommerce);

        if (choice == ConflictKinds.Quickbooks) row!.Kept = KeptFields.Add(row.Kept, EntryClash.Clashing(row, shop, standing), shop);
        if (choice == ConflictKinds.Woocommerce) row!.Kept = null;
        EntryClash.Take(row!, shop, standing);
        await book.SaveAsync(row!, cancel);
        return ResolveEffect.Work(force: choice == ConflictKinds.Woocommerce);
    }
}
