using System.Text.Json.Nodes;
using Contracts;
using Microsoft.EntityFrameworkCore;
using QboSync.Booking;
using QboSync.Conflicts;
using QboSync.Documents;
using QboSync.Mapping;
using QboSync.Sending;
using QboSync.Storage;
using QboSync.Talking;
using Syncing.Conflicts;
using Syncing.Working;

namespace QboSync.Drifting;

/// <summary>
/// What people did to documents of ours. A change with the SyncToken that our own write returned is ours; documents that are not in our table
/// are nobody's business. What was deleted or voided is always asked about: nothing comes back into the books by itself.
/// </summary>
public sealed class DocumentDrift(
    IDbContextFactory<QboSyncDb> databases, DocumentBook book, DocumentKeeping keeping, DocumentClash clash, ConflictBook<QboSyncDb> conflicts, DueRecords<QboSyncDb> due)
{
    private const int AtOnce = 500;

    /// <summary>Looks at changes; answers the time of the earliest that cannot be judged yet.</summary>
    public async Task<DateTimeOffset?> LookAsync(QuickBooksCompany company, IReadOnlyList<Change> changes, ConflictPolicy policy, CancellationToken cancel)
    {
        DateTimeOffset? open = null;
        foreach (var some in changes.Chunk(AtOnce))
        {
            var rows = await OursAsync(company.Realm, some, cancel);
            foreach (var change in some)
            {
                if (!rows.TryGetValue((change.Entity, change.Body.Id()), out var row) || IsOurs(row, change)) continue;
                if (!row.IsInDoubt && await TryAsync(company, row, change, policy, cancel)) continue;
                if (open is null || change.At < open) open = change.At;
            }
        }
        return open;
    }

    private async Task<Dictionary<(string, string), BookedDocument>> OursAsync(string realm, Change[] changes, CancellationToken cancel)
    {
        var ids = changes.Select(change => change.Body.Id()).Distinct().ToList();
        await using var database = databases.CreateDbContext();
        var rows = await database.Documents.AsNoTracking().Where(row => row.Account == realm && row.ExternalId != null && ids.Contains(row.ExternalId)).ToListAsync(cancel);
        return rows.Where(row => row.IsBooked).ToDictionary(row => (row.Kind.ToString(), row.ExternalId!));
    }

    // Not newer than what our last write, or our last look, has seen.
    private static bool IsOurs(BookedDocument row, Change change) => !change.IsDeleted && SyncTokens.IsKnown(change.Body.Text("SyncToken"), row.SyncToken);

    private async Task<bool> TryAsync(QuickBooksCompany company, BookedDocument row, Change change, ConflictPolicy policy, CancellationToken cancel)
    {
        try
        {
            await JudgeAsync(company, row, change, policy, cancel);
            return true;
        }
        catch (FaultException e) when (e.Fault.Code == DocumentBook.WorkedElsewhereCode)
        {
            return false; // the order is being worked just now
        }
        catch (FaultException e) when (e.Fault.Kind == FaultKind.UnknownOutcome)
        {
            await due.DueAsync(row.Account, row.StoreId, Entities.Orders, row.RecordKey, force: false, cancel); // whose turn settles it
            return false;
        }
    }

    private async Task JudgeAsync(QuickBooksCompany company, BookedDocument row, Change change, ConflictPolicy policy, CancellationToken cancel)
    {
        if (change.IsDeleted)
        {
            await conflicts.OpenAsync(DocumentFindings.Deleted(row, change.Body, held: false), cancel);
            return;
        }
        if (Removing.IsVoided(change.Body))
        {
            await conflicts.OpenAsync(DocumentFindings.Voided(row, change.Body, held: false), cancel);
            return;
        }
        var shop = FaultBody.Parse(row.Mapped ?? row.Body ?? "") ?? [];
        var fields = DocumentClash.Clashing(row, shop, change.Body);
        if (fields.Count == 0)
        {
            // What we do not write: known now, so that our next write goes over it at once.
            DocumentClash.Take(row, change.Body);
            await book.SaveAsync(row, cancel);
            return;
        }
        var finding = DocumentFindings.Edited(row, fields, shop, change.Body, policy, held: false);
        switch (Choosing.Of(policy, change.At, await clash.ChangedInShopAsync(row, cancel)))
        {
            case Winner.Shop when row.Role == DocumentRole.Sale:
                row.Hash = null; // written with the order's turn, which meets the same change and notes it
                await book.SaveAsync(row, cancel);
                await due.DueAsync(row.Account, row.StoreId, Entities.Orders, row.RecordKey, force: false, cancel);
                break;
            case Winner.Shop:
                await RestoreAsync(company, row, shop, finding, cancel);
                break;
            case Winner.QuickBooks:
                await conflicts.NoteAsync(finding, ConflictKinds.Quickbooks, cancel);
                row.Kept = KeptFields.Add(row.Kept, fields, shop);
                DocumentClash.Take(row, change.Body);
                await book.SaveAsync(row, cancel);
                break;
            default:
                await conflicts.OpenAsync(finding, cancel);
                break;
        }
    }

    // Payments and refunds are not written again with their order; ours is put back at once.
    private async Task RestoreAsync(QuickBooksCompany company, BookedDocument row, JsonObject shop, ConflictFinding finding, CancellationToken cancel)
    {
        try
        {
            await keeping.WriteAsync(company, row, shop, DocumentHash.Of(shop), cancel);
        }
        catch (RefusedException e)
        {
            await conflicts.OpenAsync(finding with { Message = $"{finding.Message} It could not be written back: {e.Fault.Message}" }, cancel);
        }
    }
}
