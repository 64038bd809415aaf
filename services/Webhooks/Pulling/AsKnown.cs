using System.Text.Json;
using Contracts;
using Webhooks.Journal;
using Webhooks.Judging;
using Woo.Shapes;
using Woo.Versioning;

namespace Webhooks.Pulling;

/// <summary>Whether a record of a list is no news. Where that is not sure the gate decides.</summary>
public static class AsKnown
{
    /// <summary>Stands as it is known, or is none of those that are synced.</summary>
    /// <param name="pull">The reading. One that nobody asked for explains nothing to anybody: drafts and staff accounts are passed over in silence.</param>
    /// <param name="record">The record as the list gave it.</param>
    /// <param name="known">What is known of it.</param>
    public static bool Stands(Pull pull, JsonElement record, KnownVersion? known)
    {
        try
        {
            var body = record.GetRawText();
            if (known is not { Seq: > 0 }) return pull.Quiet && Classify.OfRead(pull.Entity, body, known: false) is not null;
            if (known.Deleted || WooContent.Version(body) != known.Modified) return false;
            // A list names the refunds and does not hold their details, of which the known content is made too.
            return pull.Entity == Entities.Orders && record.TryGetProperty("refunds", out var refunds) && RefundMark.Of(refunds) is { } mark
                ? mark == known.Refunds
                : WooContent.Hash(pull.Entity, body) == known.ContentHash;
        }
        catch (Exception e) when (e is WooShapeException or InvalidOperationException or JsonException)
        {
            return false;
        }
    }
}
