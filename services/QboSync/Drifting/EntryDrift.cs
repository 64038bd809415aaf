using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using QboSync.Conflicts;
using QboSync.Mapping;
using QboSync.Reserving;
using QboSync.Storage;
using QboSync.Talking;
using Syncing.Conflicts;
using Syncing.Ledger;

namespace QboSync.Drifting;

/// <summary>
/// What people did to customers and items that stand for a record of the shop. Those that were only made for an order are never written again,
/// so there is nothing to disagree about.
/// </summary>
public sealed class EntryDrift(IDbContextFactory<QboSyncDb> databases, ReservationBook book, ConflictBook<QboSyncDb> conflicts, DueRecords<QboSyncDb> due)
{
    private const int AtOnce = 500;

    // What the shop keeps up to date; accounts, types and stock are set once and then the bookkeeper's.
    private static readonly HashSet<string> Ours =
        ["DisplayName", "GivenName", "FamilyName", "CompanyName", "PrimaryEmailAddr", "PrimaryPhone", "BillAddr", "ShipAddr", "Name", "Sku", "Description", "UnitPrice"];

    /// <summary>Looks at changes of one list.</summary>
    public async Task LookAsync(string realm, string list, IReadOnlyList<Change> changes, string entity, ConflictPolicy policy, CancellationToken cancel)
    {
        var kind = list == "Item" ? ReservationKind.ItemLink : ReservationKind.CustomerLink;
        foreach (var some in changes.Where(change => !change.IsDeleted).Chunk(AtOnce))
        {
            var ids = some.Select(change => change.Body.Id()).Distinct().ToList();
            await using var database = databases.CreateDbContext();
            var rows = await database.Reservations.AsNoTracking().Where(row => row.Account == realm && row.Kind == kind && row.ExternalId != null && ids.Contains(row.ExternalId)).ToListAsync(cancel);
            var records = await database.Records.AsNoTracking().Where(row => row.Account == realm && row.Entity == entity && row.ExternalId != null && ids.Contains(row.ExternalId))
                .Select(row => new Known(row.TenantId, row.StoreId, row.Key, row.ExternalId!, row.State, row.WantedModified)).ToListAsync(cancel);
            foreach (var change in some)
                foreach (var record in records.Where(record => record.ExternalId == change.Body.Id()))
                    if (rows.FirstOrDefault(row => row.ExternalId == record.ExternalId && row.NaturalKey == LinkOf(record)) is { } row)
                        await JudgeAsync(row, record, entity, change, policy, cancel);
        }
    }

    private async Task JudgeAsync(Reservation row, Known record, string entity, Change change, ConflictPolicy policy, CancellationToken cancel)
    {
        // In work: its own write meets the change, if it is one.
        if (SyncTokens.IsKnown(change.Body.Text("SyncToken"), row.SyncToken) || record.State == RecordState.InProgress) return;
        if (EntryClash.Before(row) is not { } before) return;
        var shop = new JsonObject();
        foreach (var (name, value) in before)
            if (Ours.Contains(name)) shop[name] = value?.DeepClone();
        var fields = EntryClash.Clashing(row, shop, change.Body);
        var finding = EntryClash.Finding(row, record.TenantId, record.StoreId, entity, record.Key, fields, shop, change.Body, policy);
        switch (fields.Count == 0 ? Winner.QuickBooks : Choosing.Of(policy, change.At, record.Modified))
        {
            case Winner.Shop:
                await due.DueAsync(row.Account, record.StoreId, entity, record.Key, force: true, cancel);
                return; // its own write meets the same change, and notes it
            case Winner.Nobody:
                await conflicts.OpenAsync(finding, cancel);
                return;
        }
        if (fields.Count > 0)
        {
            await conflicts.NoteAsync(finding, ConflictKinds.Quickbooks, cancel);
            row.Kept = KeptFields.Add(row.Kept, fields, shop);
        }
        EntryClash.Take(row, shop, change.Body);
        try
        {
            await book.SaveAsync(row, cancel);
        }
        catch (FaultException)
        {
            // Worked meanwhile: whoever works it meets the change.
        }
    }

    private static string LinkOf(Known record) =>
        long.TryParse(record.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? NaturalKeys.OfRecord(record.StoreId, id) : "";

    private sealed record Known(string TenantId, string StoreId, string Key, string ExternalId, RecordState State, DateTimeOffset? Modified);
}
