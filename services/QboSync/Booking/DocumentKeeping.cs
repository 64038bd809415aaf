using System.Text.Json.Nodes;
using QboSync.Documents;
using QboSync.Reserving;
using QboSync.Sending;
using QboSync.Storage;
using QboSync.Talking;
using Syncing.Working;

namespace QboSync.Booking;

/// <summary>Makes one document stand in QuickBooks as it was mapped: created where nothing is booked, changed where it differs, left where it does not.</summary>
public sealed class DocumentKeeping(DocumentSender sender, DocumentBook book, LostReferences references)
{
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

    /// <summary>Changes a booked document where the mapping differs from what was written last; says whether it wrote.</summary>
    /// <exception cref="FaultException">It was refused, is gone, or the outcome is not known.</exception>
    public async Task<bool> UpdateAsync(QuickBooksCompany company, BookedDocument row, JsonObject mapped, bool force, CancellationToken cancel)
    {
        if (row.Hash == DocumentHash.Of(mapped) && !force) return false;
        await WriteAsync(company, row, mapped, DocumentHash.Of(mapped), cancel);
        return true;
    }

    /// <summary>Writes a booked document in full, whatever stands there.</summary>
    /// <param name="company">Where to.</param>
    /// <param name="row">Booked, not in doubt.</param>
    /// <param name="mapped">What to write.</param>
    /// <param name="hash">What to remember as written.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="FaultException">It was refused, is gone, or the outcome is not known.</exception>
    public async Task WriteAsync(QuickBooksCompany company, BookedDocument row, JsonObject mapped, string hash, CancellationToken cancel)
    {
        try
        {
            await SendAsync(company, row, await MergedAsync(company, row, mapped, cancel), hash, cancel);
        }
        catch (RefusedException e) when (e.Has("5010"))
        {
            // Somebody saved it between our read and our write; what they wrote is read again and kept, once.
            await SendAsync(company, row, await MergedAsync(company, row, mapped, cancel), hash, cancel);
        }
    }

    /// <summary>Reads what a booked document's sum is now; a person may have corrected it.</summary>
    /// <exception cref="FaultException">It cannot be read.</exception>
    public async Task RefreshTotalAsync(QuickBooksCompany company, BookedDocument row, CancellationToken cancel)
    {
        row.TotalAmt = (await company.ReadAsync(row.Kind.ToString(), row.ExternalId!, cancel)).Amount("TotalAmt");
        await book.SaveAsync(row, cancel);
    }

    /// <summary>Whether a person deleted or voided a booked document in QuickBooks meanwhile; a deleted one is forgotten.</summary>
    /// <exception cref="FaultException">It cannot be read.</exception>
    public async Task<bool> WasUndoneAsync(QuickBooksCompany company, BookedDocument row, CancellationToken cancel)
    {
        try
        {
            var document = await company.ReadAsync(row.Kind.ToString(), row.ExternalId!, cancel);
            return document.Amount("TotalAmt") == 0 && document.Text("PrivateNote")?.Contains("Voided", StringComparison.OrdinalIgnoreCase) == true;
        }
        catch (RefusedException e) when (e.IsGone)
        {
            await book.ForgetAsync(row, cancel);
            return true;
        }
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

    private static async Task<JsonObject> MergedAsync(QuickBooksCompany company, BookedDocument row, JsonObject mapped, CancellationToken cancel) =>
        Merging.Update(await company.ReadAsync(row.Kind.ToString(), row.ExternalId!, cancel), mapped, Marker.Of(row));

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
