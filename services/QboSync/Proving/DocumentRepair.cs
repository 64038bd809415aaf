using System.Text.Json.Nodes;
using Contracts.Proving;
using Microsoft.EntityFrameworkCore;
using QboSync.Booking;
using QboSync.Documents;
using QboSync.Drifting;
using QboSync.Faults;
using QboSync.Mapping;
using QboSync.Sending;
using QboSync.Storage;
using QboSync.Talking;
using QboSync.Verifying;

namespace QboSync.Proving;

/// <summary>
/// Repairs what a run alone cannot. A document that a person changed goes through the company's conflict policy; one that was voided is
/// noted as such, so that the run that follows, with force, books it anew; one of ours that is there twice is taken out, never the one that we
/// know, and never one without our marker.
/// </summary>
public sealed class DocumentRepair(
    IDbContextFactory<QboSyncDb> databases, DocumentDrift drift, Standing standing, MappingBook mappings, ILogger<DocumentRepair> log)
{
    /// <summary>Does it, document by document; what fails is named and does not stop the rest.</summary>
    public async Task<ProofRepaired> RepairAsync(QuickBooksCompany company, ProofRepair repair, CancellationToken cancel)
    {
        var prepared = new List<string>();
        var removed = new List<RepairedPart>();
        var refused = new List<RepairedPart>();
        var policy = (await mappings.OfAsync(company.Realm, cancel)).Conflicts.Orders;
        foreach (var part in repair.Changed)
            await TryAsync(part, refused, async () =>
            {
                if (await ChangedAsync(company, repair.StoreId, part, policy, cancel) is { } why) refused.Add(Said(part, why));
                else prepared.Add(part.ExternalId);
            }, cancel);
        foreach (var part in repair.Doubled)
            await TryAsync(part, refused, async () =>
            {
                var (how, why) = await TakeOutAsync(company, repair.StoreId, part, cancel);
                if (how is not null) removed.Add(Said(part, how));
                else refused.Add(Said(part, why!));
            }, cancel);
        return new ProofRepaired(prepared, removed, refused);
    }

    private async Task TryAsync(LedgerPart part, List<RepairedPart> refused, Func<Task> work, CancellationToken cancel)
    {
        try
        {
            await work();
        }
        catch (FaultException e)
        {
            refused.Add(Said(part, e.Fault.Message));
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            log.LogError(e, "{Kind} {Id} cannot be repaired", part.Kind, part.ExternalId);
            refused.Add(Said(part, $"QboSync failed inside ({e.GetType().Name}). The log says more."));
        }
    }

    // Null where the rest is the run's.
    private async Task<string?> ChangedAsync(QuickBooksCompany company, string storeId, LedgerPart part, ConflictPolicy policy, CancellationToken cancel)
    {
        if (await RowAsync(company.Realm, storeId, part, cancel) is not { } row) return "The document is not in our books any more; prove again.";
        JsonObject document;
        try
        {
            document = await company.ReadAsync(part.Kind, part.ExternalId, cancel);
        }
        catch (RefusedException e) when (e.IsGone)
        {
            return null; // deleted meanwhile: the run books it anew
        }
        if (Removing.IsVoided(document))
        {
            await standing.LookAsync(company, row, cancel);
            return null;
        }
        return await drift.LookAsync(company, [new Change(part.Kind, document)], policy, cancel) is null
            ? null
            : "The order is being written at this moment; prove and repair again in a few minutes.";
    }

    private async Task<(string? How, string? Why)> TakeOutAsync(QuickBooksCompany company, string storeId, LedgerPart part, CancellationToken cancel)
    {
        if (await RowAsync(company.Realm, storeId, part, cancel) is not null) return (null, "It is the document that stands for the order here, not the one too many.");
        var document = await company.ReadAsync(part.Kind, part.ExternalId, cancel);
        if (MarkerText.On(document) is not { } marker || marker.StoreId != storeId)
            return (null, "It does not carry our marker: a person made it, and only a person takes it out.");
        if (!await StandsOtherwiseAsync(company.Realm, marker, cancel))
            return (null, "Nothing else stands in the books for the same thing, so it may be the only one. Switch verify mode on and push the order: it is then taken over.");
        if (Removing.IsVoided(document)) return ("It was voided already.", null);
        // Not in the documents table and never put there: the row only says what is to be sent.
        var extra = new BookedDocument
        {
            TenantId = "", Account = company.Realm, StoreId = storeId, RecordKey = marker.OrderId, Role = DocumentRole.Sale, SourceId = marker.SourceId,
            Kind = marker.Kind, ExternalId = part.ExternalId, SyncToken = document.Text("SyncToken"),
        };
        var how = Removing.CanVoid(extra.Kind) ? Removal.Void : Removal.Delete;
        extra.Removing = how;
        await company.GatherAsync(new GatheredCall
        {
            Company = company, Entity = part.Kind, Body = Removing.Body(extra, how), Operation = "delete", Parameters = Removing.Parameters(extra),
            RequestId = Guid.NewGuid().ToString("N"), Alone = true, Cancel = cancel,
        });
        return (how == Removal.Void ? "It was voided and stays to be seen." : "It was deleted.", null);
    }

    private async Task<BookedDocument?> RowAsync(string realm, string storeId, LedgerPart part, CancellationToken cancel)
    {
        if (!Enum.TryParse<DocumentKind>(part.Kind, out var kind)) return null;
        await using var database = databases.CreateDbContext();
        return await database.Documents.AsNoTracking()
            .FirstOrDefaultAsync(row => row.Account == realm && row.StoreId == storeId && row.Kind == kind && row.ExternalId == part.ExternalId && row.Removed == null, cancel);
    }

    // For the same order or refund, of whichever kind.
    private async Task<bool> StandsOtherwiseAsync(string realm, MarkerText marker, CancellationToken cancel)
    {
        await using var database = databases.CreateDbContext();
        return await database.Documents.AnyAsync(row => row.Account == realm && row.StoreId == marker.StoreId && row.RecordKey == marker.OrderId && row.SourceId == marker.SourceId
            && row.ExternalId != null && row.Removed == null, cancel);
    }

    private static RepairedPart Said(LedgerPart part, string message) => new(part.Kind, part.ExternalId, message);
}
