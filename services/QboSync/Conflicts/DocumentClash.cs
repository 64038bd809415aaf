using System.Text.Json.Nodes;
using Contracts;
using Microsoft.EntityFrameworkCore;
using QboSync.Mapping;
using QboSync.Sending;
using QboSync.Storage;
using QboSync.Talking;
using Syncing.Conflicts;
using Syncing.Working;

namespace QboSync.Conflicts;

/// <summary>
/// A document of ours was saved by somebody else since our last write. What they changed is found by comparing with QuickBooks' last answer to
/// us; where it is nothing that we write, there is no conflict.
/// </summary>
public sealed class DocumentClash(ConflictBook<QboSyncDb> conflicts, MappingBook mappings, IDbContextFactory<QboSyncDb> databases)
{
    /// <summary>
    /// Decides what is to be written over what stands: the row then knows what stands, and which fields stay theirs. It is saved with the next write.
    /// </summary>
    /// <param name="row">Booked, not in doubt.</param>
    /// <param name="mapped">What the shop says.</param>
    /// <param name="standing">As just read.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="FaultException">A person must decide.</exception>
    public async Task MeetAsync(BookedDocument row, JsonObject mapped, JsonObject standing, CancellationToken cancel)
    {
        if (standing.Text("SyncToken") == row.SyncToken)
        {
            Take(row, standing); // nobody was there; only the answer was not kept
            return;
        }
        if (Removing.IsVoided(standing))
        {
            if (!row.Rehearsed) await conflicts.OpenAsync(DocumentFindings.Voided(row, standing, held: true), cancel);
            throw new FaultException(FaultKind.Conflict, "voided_in_quickbooks",
                $"{DocumentFindings.Name(row)} was voided in QuickBooks by somebody, and the order has changed in the shop since. Nothing was written. Choose in the list of conflicts: woocommerce books it again, quickbooks leaves it voided.");
        }
        var fields = Clashing(row, mapped, standing);
        if (fields.Count > 0) await DecideAsync(row, mapped, standing, fields, cancel);
        Take(row, standing);
    }

    /// <summary>Fields of ours in which a person changed the document, and not to what the shop says.</summary>
    public static IReadOnlyList<string> Clashing(BookedDocument row, JsonObject mapped, JsonObject standing)
    {
        // Rows of an earlier release have no answer; what was sent is the next best.
        if (FaultBody.Parse(row.Answer ?? row.Body ?? "") is not { } before) return [];
        var shop = KeptFields.Without(mapped, row.Kept);
        return [.. Comparison.Differing(before, standing, shop).Where(name => !Comparison.Same(standing[name], shop[name], shop[name]))];
    }

    /// <summary>The row knows what stands in QuickBooks now.</summary>
    public static void Take(BookedDocument row, JsonObject standing) =>
        (row.Answer, row.SyncToken, row.TotalAmt) = (standing.ToJsonString(), standing.Text("SyncToken"), standing.Amount("TotalAmt"));

    /// <summary>When the shop last changed an order; null where that is not known.</summary>
    public async Task<DateTimeOffset?> ChangedInShopAsync(BookedDocument row, CancellationToken cancel)
    {
        if (row.RehearsedModified is { } modified) return modified;
        await using var database = databases.CreateDbContext();
        return await database.Records.Where(record => record.Account == row.Account && record.StoreId == row.StoreId && record.Entity == Entities.Orders && record.Key == row.RecordKey)
            .Select(record => record.WantedModified).FirstOrDefaultAsync(cancel);
    }

    private async Task DecideAsync(BookedDocument row, JsonObject mapped, JsonObject standing, IReadOnlyList<string> fields, CancellationToken cancel)
    {
        var policy = (await mappings.OfAsync(row.Account, cancel)).Conflicts.Orders;
        var finding = DocumentFindings.Edited(row, fields, mapped, standing, policy, held: false);
        switch (Choosing.Of(policy, standing.Instant("MetaData", "LastUpdatedTime"), await ChangedInShopAsync(row, cancel)))
        {
            case Winner.Shop:
                if (!row.Rehearsed) await conflicts.NoteAsync(finding, ConflictKinds.Woocommerce, cancel);
                break;
            case Winner.QuickBooks:
                if (!row.Rehearsed) await conflicts.NoteAsync(finding, ConflictKinds.Quickbooks, cancel);
                row.Kept = KeptFields.Add(row.Kept, fields, mapped);
                break;
            default:
                if (!row.Rehearsed) await conflicts.OpenAsync(finding with { Held = true }, cancel);
                throw new FaultException(FaultKind.Conflict, "changed_in_quickbooks",
                    $"{DocumentFindings.Name(row)} was changed in QuickBooks by somebody ({DocumentFindings.Named(fields)}), and the order has changed in the shop too. Nothing was written. Choose in the list of conflicts: woocommerce writes the shop's version, quickbooks keeps what stands.");
        }
    }
}
