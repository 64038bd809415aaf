using System.Text.Json.Nodes;
using QboSync.Sending;
using QboSync.Storage;
using QboSync.Talking;

namespace QboSync.Undoing;

/// <summary>Which documents can be taken out of the books, and why the others stay.</summary>
public static class UndoRules
{
    /// <summary>Why a document stays.</summary>
    /// <param name="Reason">As a short name.</param>
    /// <param name="Message">In words.</param>
    public sealed record Left(string Reason, string Message);

    /// <summary>Why one document cannot be taken out, as far as it shows; null where nothing stands in the way.</summary>
    /// <param name="row">Its row.</param>
    /// <param name="standing">As it stands in QuickBooks; null where it is not there.</param>
    /// <param name="going">Ids of all documents that go with it, as <c>Kind Id</c>.</param>
    /// <param name="closedUntil">Last day of the closed books, <c>yyyy-MM-dd</c>; null where they are open.</param>
    public static Left? Of(BookedDocument row, JsonObject? standing, IReadOnlySet<string> going, string? closedUntil)
    {
        if (row.IsInDoubt) return new("in_doubt", "It is being written at this moment, or its outcome is not known yet. Undo again in a few minutes.");
        if (standing is null) return new("gone", "It does not stand in QuickBooks any more: somebody deleted it.");
        if (Removing.IsVoided(standing)) return new("voided", "Somebody voided it already.");
        if (!Untouched.Is(row, standing)) return new("changed", "Somebody changed it in QuickBooks since it was booked. Look at it there, and void or delete it by hand if it is not wanted.");
        if (closedUntil is not null && standing.Text("TxnDate") is { } date && string.CompareOrdinal(date, closedUntil) <= 0)
            return new("closed", $"It is dated {date}, and the books are closed until {closedUntil}. Open the period, then undo again.");
        foreach (var (type, id) in UndoOrder.Links(standing))
        {
            if (type is null or "Estimate" or "TimeActivity" or "ReimburseCharge" || going.Contains($"{type} {id}")) continue;
            if (type == "Deposit") return new("deposited", $"It is part of bank deposit {id}. Take it off the deposit, then undo again.");
            // A payment hangs on its invoice, not the other way round.
            if (row.Role is DocumentRole.Payment && type is "Invoice" or "CreditMemo") continue;
            return new("paid", $"It is linked to {type} {id}, which is not part of what is undone. Unlink or remove that first, then undo again.");
        }
        return null;
    }

    /// <summary>Orders of which one document stays keep their sale: a refund or a payment without it would stand alone.</summary>
    /// <param name="orders">All documents of the orders that stand, those that are not undone included, each with why it stays.</param>
    public static Left? OfSale(IEnumerable<(BookedDocument Row, bool Goes)> orders) =>
        orders.FirstOrDefault(one => !one.Goes && one.Row.Role != DocumentRole.Sale) is ({ } stays, _)
            ? new("needed", $"{stays.Kind} {stays.DocNumber ?? stays.ExternalId} of the same order stays, and would stand alone without it.")
            : null;
}
