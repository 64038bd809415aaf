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
        (row.Body, row.SentHash, row.RequestId) = (body.ToJsonString(), hash, RequestId.Of(row));
        return await DeliverAsync(company, row, cancel);
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
        await SettledAsync(row);
    }

    /// <summary>Takes the mark away after a definite answer. The next attempt is another request: QuickBooks would play this answer back.</summary>
    public async Task SettledAsync(BookedDocument row)
    {
        row.SentAt = null;
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
            document = await company.WriteAsync(row.Kind.ToString(), row.Body!, row.RequestId!, cancel);
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
        await RecordAsync(row, document);
        return document;
    }
}
