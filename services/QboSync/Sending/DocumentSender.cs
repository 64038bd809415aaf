using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using QboSync.Settings;
using QboSync.Storage;
using QboSync.Talking;
using Syncing.Working;

namespace QboSync.Sending;

/// <summary>
/// Writes a document to QuickBooks so that it stands there once: the row is marked on disk before the write leaves, and only an answer takes
/// the mark away.
/// </summary>
public sealed class DocumentSender(DocumentBook book, IOptions<QuickBooksOptions> options, TimeProvider clock)
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
        (row.Body, row.SentHash, row.RequestId, row.Removing) = (body.ToJsonString(), hash, RequestId.Of(row), null);
        return await DeliverAsync(company, row, cancel);
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
            (row.Body, row.SentHash, row.RequestId, row.Removing) = (Removing.Body(row, how), null, RequestId.Of(row), how);
            await DeliverAsync(company, row, cancel);
        }
        catch (RefusedException e) when (e.IsGone)
        {
            await RemovedAsync(row, Removal.Delete, null);
        }
        return row.Removed!.Value;
    }

    /// <summary>Records that the document does not stand in the books any more.</summary>
    /// <param name="row">Its row.</param>
    /// <param name="how">How it was taken out.</param>
    /// <param name="left">What is left of it; null where it is gone.</param>
    public async Task RemovedAsync(BookedDocument row, Removal how, JsonObject? left)
    {
        (row.Removed, row.RemovedAt) = (how, clock.GetUtcNow());
        (row.TotalAmt, row.Hash) = (0, null);
        (row.SyncToken, row.Answer) = how == Removal.Void ? (left?.Text("SyncToken"), left?.ToJsonString()) : (null, null);
        await SettledAsync(row);
    }

    /// <summary>Sends the stored body under its stored <c>requestid</c> once more, as a single call.</summary>
    /// <exception cref="FaultException">As <see cref="SendAsync"/>.</exception>
    public Task<JsonObject> RepeatAsync(QuickBooksCompany company, BookedDocument row, CancellationToken cancel) => DeliverAsync(company, row, cancel);

    /// <summary>Records that this document in QuickBooks is what the row's last write made.</summary>
    public async Task RecordAsync(BookedDocument row, JsonObject document)
    {
        row.ExternalId = document.Id();
        row.SyncToken = document.Text("SyncToken");
        row.DocNumber = document.Text("DocNumber");
        row.TotalAmt = document.Amount("TotalAmt");
        row.CustomerId = document.Ref("CustomerRef") ?? row.CustomerId;
        row.DepositAccountId = document.Ref("DepositToAccountRef") ?? row.DepositAccountId;
        row.Hash = row.SentHash;
        row.Answer = document.ToJsonString();
        (row.Removed, row.RemovedAt) = (null, null);
        await SettledAsync(row);
    }

    /// <summary>Takes the mark away after a definite answer. The next attempt is another request: QuickBooks would play this answer back.</summary>
    public async Task SettledAsync(BookedDocument row)
    {
        (row.SentAt, row.Removing) = (null, null);
        row.SettledAt = clock.GetUtcNow();
        row.Revision++;
        await book.SaveAsync(row, CancellationToken.None); // the answer is there: a shutdown must not lose it
    }

    private async Task<JsonObject> DeliverAsync(QuickBooksCompany company, BookedDocument row, CancellationToken cancel)
    {
        var doubtBefore = row.SentAt;
        row.SentAt = clock.GetUtcNow();
        await book.SaveAsync(row, cancel);
        JsonObject document;
        try
        {
            document = row.Removing is { } how
                ? await company.RemoveAsync(row.Kind.ToString(), row.Body!, row.RequestId!, how, cancel)
                : await company.WriteAsync(row.Kind.ToString(), row.Body!, row.RequestId!, cancel);
        }
        catch (FaultException e) when (e.Fault.Kind == FaultKind.UnknownOutcome)
        {
            throw new FaultException(e.Fault with { RetryAfter = options.Value.InDoubtWait }, e);
        }
        catch (RefusedException)
        {
            await SettledAsync(row);
            throw;
        }
        catch (FaultException)
        {
            // Never taken up (throttled, refused at the gate, no connection): everything is as it was before, an earlier doubt included.
            row.SentAt = doubtBefore;
            await book.SaveAsync(row, CancellationToken.None);
            throw;
        }
        if (row.Removing is { } done) await RemovedAsync(row, done, document);
        else await RecordAsync(row, document);
        return document;
    }
}
