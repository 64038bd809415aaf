using System.Text.Json.Nodes;
using QboSync.Booking;
using QboSync.Documents;
using QboSync.Sending;
using QboSync.Storage;
using QboSync.Talking;
using Syncing.Conflicts;
using Syncing.Working;

namespace QboSync.Conflicts;

/// <summary>
/// Carries out what was chosen about a document that a person changed, voided or deleted in QuickBooks: its row then says so, and the order's
/// next turn does the rest. Never with force, which would bring back what somebody left out on purpose.
/// </summary>
public sealed class DocumentResolving(DocumentBook book, DocumentSender sender, DocumentKeeping keeping, OpenCompanies companies)
{
    /// <summary>Does it.</summary>
    /// <exception cref="FaultException">QuickBooks did not take it.</exception>
    public async Task<ResolveEffect> ApplyAsync(Conflict conflict, string choice, CancellationToken cancel)
    {
        var rows = await book.OfOrderAsync(conflict.Account, conflict.StoreId, conflict.Key, cancel);
        var row = rows.FirstOrDefault(row => DocumentFindings.Subject(row) == conflict.Subject) ?? rows.FirstOrDefault(row => row.Role == DocumentRole.Sale);
        if (row is null) return ResolveEffect.Refuse("choice: the document is not in our books any more; push the record again");
        if (row.IsInDoubt) return ResolveEffect.Refuse("choice: the document is being written at this moment; try again in a few minutes");
        var standing = FaultBody.Parse(conflict.Standing ?? "");
        return conflict.Kind switch
        {
            ConflictKinds.Deleted => await GoneAsync(row, Removal.Delete, null, choice, "deleted_in_quickbooks"),
            ConflictKinds.Voided => await GoneAsync(row, Removal.Void, standing, choice, "voided_in_quickbooks"),
            _ when standing is null => ResolveEffect.Work(force: false),
            _ when choice == ConflictKinds.Quickbooks => await KeepAsync(row, standing, cancel),
            _ => await RewriteAsync(row, standing, cancel),
        };
    }

    /// <summary>The list forgets it: what stands is taken as known, so that it is not found again.</summary>
    public async Task IgnoreAsync(Conflict conflict, CancellationToken cancel)
    {
        if (conflict.Kind != ConflictKinds.Edited || FaultBody.Parse(conflict.Standing ?? "") is not { } standing) return;
        var rows = await book.OfOrderAsync(conflict.Account, conflict.StoreId, conflict.Key, cancel);
        if (rows.FirstOrDefault(row => DocumentFindings.Subject(row) == conflict.Subject && !row.IsInDoubt) is not { } row) return;
        DocumentClash.Take(row, standing);
        await book.SaveAsync(row, cancel);
    }

    // The person saw what stands; ours goes over exactly that. If somebody was there since, it is another conflict.
    private async Task<ResolveEffect> RewriteAsync(BookedDocument row, JsonObject standing, CancellationToken cancel)
    {
        if (!row.IsBooked) return ResolveEffect.Work(force: false);
        DocumentClash.Take(row, standing);
        (row.Kept, row.Hash) = (null, null);
        await book.SaveAsync(row, cancel);
        // Payments and refunds are not written again with their order.
        if (row.Role != DocumentRole.Sale && FaultBody.Parse(row.Mapped ?? "") is { } mapped)
            await keeping.WriteAsync(await companies.OpenAsync(row.Account, cancel), row, mapped, DocumentHash.Of(mapped), cancel);
        return ResolveEffect.Work(force: false);
    }

    private async Task<ResolveEffect> KeepAsync(BookedDocument row, JsonObject standing, CancellationToken cancel)
    {
        var shop = FaultBody.Parse(row.Mapped ?? row.Body ?? "") ?? [];
        row.Kept = KeptFields.Add(row.Kept, DocumentClash.Clashing(row, shop, standing), shop);
        DocumentClash.Take(row, standing);
        await book.SaveAsync(row, cancel);
        return ResolveEffect.Work(force: false);
    }

    private async Task<ResolveEffect> GoneAsync(BookedDocument row, Removal how, JsonObject? left, string choice, string code)
    {
        row.Withdrawn = choice == ConflictKinds.Quickbooks ? code : null;
        if (row.IsBooked) await sender.RemovedAsync(row, how, left);
        else await book.SaveAsync(row, CancellationToken.None);
        return ResolveEffect.Work(force: false);
    }
}
