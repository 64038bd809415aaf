using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using QboSync.Storage;
using QboSync.Talking;

namespace QboSync.Requeueing;

/// <summary>Whether a person changed a customer, item, vendor or employee: what we wrote ourselves, and what was newly made, mends nothing.</summary>
public sealed class ChangedEntries(IDbContextFactory<QboSyncDb> databases)
{
    // QuickBooks' clock and ours may differ.
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(2);

    /// <summary>One of the lists holds an entry that was changed since, by somebody else.</summary>
    public async Task<bool> AnyAsync(QuickBooksCompany company, IEnumerable<string> lists, DateTimeOffset since, CancellationToken cancel)
    {
        foreach (var list in lists)
        {
            var changed = await company.QueryAsync(list, $"{Query.ActiveOrNot} AND MetaData.LastUpdatedTime > {Query.Literal(since - Overlap)}", cancel);
            var known = changed.Where(entry => At(entry, "CreateTime") < since && At(entry, "LastUpdatedTime") > since - Overlap).ToList();
            if (known.Count > 0 && !await AllOursAsync(company.Realm, list, known, cancel)) return true;
        }
        return false;
    }

    private async Task<bool> AllOursAsync(string realm, string list, IReadOnlyList<JsonObject> entries, CancellationToken cancel)
    {
        ReservationKind[] kinds = list switch
        {
            "Customer" => [ReservationKind.CustomerLink, ReservationKind.CustomerEmail, ReservationKind.CustomerName],
            "Item" => [ReservationKind.ItemLink, ReservationKind.ItemSku, ReservationKind.ItemName],
            _ => [],
        };
        if (kinds.Length == 0) return false;
        await using var database = databases.CreateDbContext();
        foreach (var some in entries.Chunk(500))
        {
            var ids = some.Select(entry => entry.Id()).ToList();
            var written = await database.Reservations.AsNoTracking()
                .Where(row => row.Account == realm && kinds.Contains(row.Kind) && row.ExternalId != null && ids.Contains(row.ExternalId))
                .Select(row => new { row.ExternalId, row.SyncToken }).ToListAsync(cancel);
            if (some.Any(entry => !written.Any(row => row.ExternalId == entry.Id() && row.SyncToken == entry.Text("SyncToken")))) return false;
        }
        return true;
    }

    private static DateTimeOffset? At(JsonObject entry, string field) =>
        DateTimeOffset.TryParse(entry.Text("MetaData", field), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
}
