using System.Text.Json.Nodes;
using QboSync.Storage;
using QboSync.Talking;
using QboSync.Verifying;

namespace QboSync.Sending;

/// <summary>
/// Writes a document to QuickBooks so that it stands there once: the row is marked on disk before the write leaves, and only an answer takes
/// the mark away.
/// </summary>
public sealed class DocumentSender(DocumentBook book, Verification verifying, TimeProvider clock)
{
    /// <summary>Marks, sends and records.</summary>
    /// <param name="company">Where to.</param>
    /// <param name="row">Not in doubt.</param>
    /// <param name="body">The document, with Id and SyncToken where it is an update.</param>
    /// <param name="hash">Hash of what was mapped.</param>
    /// <param name="cancel">Ends it; what left stays marked.</param>
    /// <exception cref="FaultException">It was refused, never taken up, or its outcome is not known.</exception>
    public async Task<JsonObject> SendAsync(QuickBooksCompany company, BookedDocument row, JsonObject body, string hash, CancellationToken cancel)
    {
        if (row.IsInDoubt) throw new InvalidOperationException($"Document {row.Id} is in doubt: it must be settled before anything else is sent.");
        (row.Body, row.SentHash, row.Removing) = (body.ToJsonString(), hash, null);
        if (!row.IsBooked && company.Rehearsal is null && await verifying.FoundAsync(company, row, cancel) is { } found)
        {
            row.SentHash = null; // its content is not known to be this version's: the next look writes it in full
            await RecordAsync(row, found);
            return found;
        }
        var isNew = !row.IsBooked;
        var document = await DeliverAsync(company, row, RequestId.Of(row), alone: false, cancel);
        if (isNew) await verifying.NoticeAsync(company, document, clock.GetUtcNow(), cancel);
        return document;
    }

    /// <summary>
    /// Takes a booked document out of the books; marked on disk before it leaves, as every write. A kind that QuickBooks cannot void is
    /// deleted. One that a person deleted meanwhile counts as deleted here.
    /// </summary>
    /// <returns>What was done.</returns>
    /// <exception cref="FaultException">It was refused (5010: somebody changed the document since), never taken up, or its outcome is not known.</exception>
    public async Task<Removal> RemoveAsync(QuickBooksCompany company, BookedDocument row, Removal how, CancellationToken cancel)
    {
        if (row.IsInDoubt) throw new InvalidOperationException($"Document {row.Id} is in doubt: it must be settled before anything else is sent.");
        if (!row.IsBooked) throw new InvalidOperationException($"Document {row.Id} does not stand in QuickBooks: there is nothing to take out.");
        if (!Removing.CanVoid(row.Kind)) how = Removal.Delete;
        try
        {
            row.SyncToken ??= (await company.ReadAsync(row.Kind.ToString(), row.ExternalId!, cancel)).Text("SyncToken");
            (row.Body, row.SentHash, row.Removing) = (Removing.Body(row, how), null, how);
            await DeliverAsync(company, row, RequestId.Of(row), alone: false, cancel);
        }
        catch (RefusedException e) when (e.IsGone)
        {
            await RemovedAsync(row, Removal.Delete, null);
        }
        return row.Removed!.Value;
    }

    /// <summary>Sends the stored body under its stored <c>requestid</c> once more, as a single call.</summary>
    /// <exception cref="FaultException">As <see cref="SendAsync"/>.</exception>
    public Task<JsonObject> RepeatAsync(QuickBooksCompany company, BookedDocument row, CancellationToken cancel) =>
        DeliverAsync(company, row, row.RequestId!, alone: true, cancel);

    /// <summary>Records that this document in QuickBooks is what the row's last write made.</summary>
    public Task RecordAsync(BookedDocument row, JsonObject document)
    {
        RowChanges.Recorded(row, document, clock.GetUtcNow());
        return SaveAsync(row);
    }

    /// <summary>Records that the document does not stand in the books any more.</summary>
    /// <param name="row">Its row.</param>
    /// <param name="how">How it was taken out.</param>
    /// <param name="left">What is left of it; null where it is gone.</param>
    public Task RemovedAsync(BookedDocument row, Removal how, JsonObject? left)
    {
        RowChanges.Removed(row, how, left, clock.GetUtcNow());
        return SaveAsync(row);
    }

    /// <summary>Takes the mark away after a definite answer.</summary>
    public Task SettledAsync(BookedDocument row)
    {
        RowChanges.Settled(row, clock.GetUtcNow());
        return SaveAsync(row);
    }

    private Task SaveAsync(BookedDocument row) => book.SaveAsync(row, CancellationToken.None); // the answer is there: a shutdown must not lose it

    private static async Task<JsonObject> DeliverAsync(QuickBooksCompany company, BookedDocument row, string requestId, bool alone, CancellationToken cancel)
    {
        var entity = row.Kind.ToString();
        var answer = await company.GatherAsync(new GatheredCall
        {
            Company = company,
            Entity = entity,
            Body = row.Body!,
            Operation = row.Removing is not null ? "delete" : FaultBody.Parse(row.Body!)?.Text("Id") is null ? "create" : "update",
            Parameters = Removing.Parameters(row),
            RequestId = requestId,
            Row = row,
            Alone = alone || row.Removing == Removal.Void,
            Cancel = cancel,
        });
        return (JsonObject)answer[entity]!;
    }
}
