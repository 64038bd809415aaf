using System.Text.Json.Nodes;
using QboSync.Conflicts;
using QboSync.Documents;
using QboSync.Reserving;
using QboSync.Sending;
using QboSync.Storage;
using QboSync.Talking;
using Syncing.Working;

namespace QboSync.Booking;

/// <summary>Makes one document stand in QuickBooks as it was mapped: created where nothing is booked, changed where it differs, left where it does not.</summary>
public sealed class DocumentKeeping(DocumentSender sender, DocumentBook book, DocumentClash clash, LostReferences references)
{
    private const int MostLooks = 3;

    /// <summary>Creates the document of a row that is not booked.</summary>
    /// <param name="company">Where to.</param>
    /// <param name="row">Not booked, not in doubt; on disk already.</param>
    /// <param name="mapped">What to write.</param>
    /// <param name="docNumber">Its number; null for payments, which have none.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="FaultException">It was not booked, or that is not known.</exception>
    public async Task CreateAsync(QuickBooksCompany company, BookedDocument row, JsonObject mapped, string? docNumber, CancellationToken cancel)
    {
        var body = new JsonObject();
        if (docNumber is not null) body["DocNumber"] = docNumber;
        body["PrivateNote"] = Marker.Of(row);
        foreach (var (name, value) in mapped) body[name] = value?.DeepClone();
        (row.Mapped, row.Kept, row.Withdrawn) = (mapped.ToJsonString(), null, null);
        try
        {
            await SendAsync(company, row, body, DocumentHash.Of(mapped), cancel);
        }
        catch (RefusedException e) when (e.Has("6140"))
        {
            if (await OursAsync(company, row, e, cancel) is not { } ours) throw;
            // Its content is not known to be this version's: the next look writes it in full.
            row.SentHash = null;
            await sender.RecordAsync(row, ours);
        }
    }

    /// <summary>
    /// Changes a booked document where the mapping differs from what was written last; says whether it wrote. Where a person changed it in
    /// QuickBooks the company's policy decides; fields in which QuickBooks wins are named in the row's <see cref="BookedDocument.Kept"/>.
    /// </summary>
    /// <exception cref="FaultException">It was refused, is gone, a person must decide, or the outcome is not known.</exception>
    public async Task<bool> UpdateAsync(QuickBooksCompany company, BookedDocument row, JsonObject mapped, bool force, CancellationToken cancel)
    {
        if (row.Hash == DocumentHash.Of(mapped) && !force) return false;
        row.Kept = KeptFields.Still(row.Kept, mapped);
        return await WriteAsync(company, row, mapped, DocumentHash.Of(mapped), cancel);
    }

    /// <summary>
    /// Writes a booked document in full, without reading it first: over QuickBooks' last answer, whose SyncToken says whether anybody was there since.
    /// </summary>
    /// <param name="company">Where to.</param>
    /// <param name="row">Booked, not in doubt.</param>
    /// <param name="mapped">What to write.</param>
    /// <param name="hash">What to remember as written.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>Whether it wrote: where QuickBooks wins there may be nothing left to write.</returns>
    /// <exception cref="FaultException">It was refused, is gone, a person must decide, or the outcome is not known.</exception>
    public async Task<bool> WriteAsync(QuickBooksCompany company, BookedDocument row, JsonObject mapped, string hash, CancellationToken cancel)
    {
        row.Mapped = mapped.ToJsonString();
        for (var looks = 0; ; looks++)
        {
            if (Known(row) is not { } standing)
            {
                standing = await company.ReadAsync(row.Kind.ToString(), row.ExternalId!, cancel);
                await clash.MeetAsync(row, mapped, standing, cancel);
            }
            var ours = KeptFields.Without(mapped, row.Kept);
            if (row.Kept is not null && Comparison.Differing(standing, ours, ours).Count == 0)
            {
                row.Hash = hash;
                await book.SaveAsync(row, cancel);
                return false;
            }
            try
            {
                await SendAsync(company, row, Merging.Update(standing, ours, Marker.Of(row)), hash, cancel);
                return true;
            }
            catch (RefusedException e) when (e.Has("5010") && looks < MostLooks)
            {
                // Somebody saved it since our last write, or just now; the row is on disk, so what is not decided here is found again.
                await clash.MeetAsync(row, mapped, await company.ReadAsync(row.Kind.ToString(), row.ExternalId!, cancel), cancel);
            }
        }
    }

    /// <summary>Reads what a booked document's sum is now; a person may have corrected it.</summary>
    /// <exception cref="FaultException">It cannot be read.</exception>
    public async Task RefreshTotalAsync(QuickBooksCompany company, BookedDocument row, CancellationToken cancel)
    {
        DocumentClash.Take(row, await company.ReadAsync(row.Kind.ToString(), row.ExternalId!, cancel));
        await book.SaveAsync(row, cancel);
    }

    private async Task SendAsync(QuickBooksCompany company, BookedDocument row, JsonObject body, string hash, CancellationToken cancel)
    {
        try
        {
            await sender.SendAsync(company, row, body, hash, cancel);
        }
        catch (RefusedException e) when (EntryReferences.Concerns(e))
        {
            throw await references.ExplainAsync(company, row, body, cancel) is { } fault ? new FaultException(fault, e) : e;
        }
    }

    // What stands there, as far as the SyncToken that goes with it is still the document's.
    private static JsonObject? Known(BookedDocument row) =>
        row.Answer is { } answer && FaultBody.Parse(answer) is { } document && document.Text("SyncToken") == row.SyncToken ? document : null;

    private static async Task<JsonObject?> OursAsync(QuickBooksCompany company, BookedDocument row, RefusedException refused, CancellationToken cancel)
    {
        if (NumberTaken.TxnId(refused) is not { } id) return null;
        try
        {
            var document = await company.ReadAsync(row.Kind.ToString(), id, cancel);
            return Marker.IsOn(document, Marker.Of(row)) ? document : null;
        }
        catch (RefusedException)
        {
            return null; // another kind of document has the number
        }
    }
}
