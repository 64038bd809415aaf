using System.Text.Json.Nodes;
using QboSync.Storage;
using QboSync.Talking;

namespace QboSync.Sending;

/// <summary>What an answer makes of a row of the documents table. Whoever calls writes the row down afterwards.</summary>
internal static class RowChanges
{
    /// <summary>This document in QuickBooks is what the row's last write made, or left of it.</summary>
    public static void Answered(BookedDocument row, JsonObject document, DateTimeOffset now)
    {
        if (row.Removing is { } how) Removed(row, how, document, now);
        else Recorded(row, document, now);
    }

    /// <summary>This document in QuickBooks is what the row's last write made.</summary>
    public static void Recorded(BookedDocument row, JsonObject document, DateTimeOffset now)
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
        Settled(row, now);
    }

    /// <summary>The document does not stand in the books any more.</summary>
    public static void Removed(BookedDocument row, Removal how, JsonObject? left, DateTimeOffset now)
    {
        (row.Removed, row.RemovedAt) = (how, now);
        (row.TotalAmt, row.Hash) = (0, null);
        (row.SyncToken, row.Answer) = how == Removal.Void ? (left?.Text("SyncToken"), left?.ToJsonString()) : (null, null);
        Settled(row, now);
    }

    /// <summary>There was a definite answer. The next attempt is another request: QuickBooks would play this answer back.</summary>
    public static void Settled(BookedDocument row, DateTimeOffset now)
    {
        (row.SentAt, row.Removing, row.RepeatRefusedAt) = (null, null, null);
        row.SettledAt = now;
        row.Revision++;
    }
}
