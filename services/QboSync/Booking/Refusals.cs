using System.Text.Json.Nodes;
using QboSync.Company;
using QboSync.Storage;
using QboSync.Talking;
using Syncing.Working;

namespace QboSync.Booking;

/// <summary>Why a booked document could not follow its order, in words: the cause, what was not changed, what to do.</summary>
public static class Refusals
{
    /// <summary>QuickBooks does not let this document be changed; asking again will not help by itself.</summary>
    public static bool IsAboutTheDocument(RefusedException refused) => !refused.IsGone && !refused.Has("5010")
        && refused.Fault.Kind is FaultKind.Conflict or FaultKind.Invalid or FaultKind.ClosedPeriod or FaultKind.MappingMissing;

    /// <summary>The fault of an edit.</summary>
    /// <param name="refused">What QuickBooks said.</param>
    /// <param name="row">The document.</param>
    /// <param name="stands">As QuickBooks holds it.</param>
    /// <param name="wanted">As the order would have it.</param>
    /// <param name="total">The sum that it should have.</param>
    /// <param name="facts">What the company is like.</param>
    public static Fault OfEdit(RefusedException refused, BookedDocument row, JsonObject stands, JsonObject wanted, decimal total, CompanyFacts facts)
    {
        var (cause, todo) = Cause(refused, facts);
        return refused.Fault with
        {
            Kind = refused.Fault.Kind == FaultKind.Conflict ? FaultKind.Invalid : refused.Fault.Kind,
            Message = $"The order was changed after it was booked, but {Name(row)} stands as it was: {cause}. Not changed there: {Differences.Words(stands, wanted, total)}. {todo}, then push the order again.",
        };
    }

    /// <summary>The fault of a removal.</summary>
    /// <param name="refused">What QuickBooks said.</param>
    /// <param name="row">The document.</param>
    /// <param name="why">"The order was cancelled in WooCommerce".</param>
    /// <param name="done">The documents that were taken out before it.</param>
    /// <param name="facts">What the company is like; null where that is not known.</param>
    public static Fault OfRemoval(RefusedException refused, BookedDocument row, string why, IReadOnlyCollection<BookedDocument> done, CompanyFacts? facts)
    {
        var (cause, todo) = Cause(refused, facts);
        var before = done.Count == 0 ? "Nothing was taken out" : $"Taken out: {string.Join(", ", done.Select(Name))}";
        return refused.Fault with
        {
            Kind = refused.Fault.Kind == FaultKind.Conflict ? FaultKind.Invalid : refused.Fault.Kind,
            Message = $"{why}, but {Name(row)} still stands: {cause}. {before}. {todo}, then push the order again.",
        };
    }

    /// <summary>Kind and number of a document.</summary>
    public static string Name(BookedDocument row) => row.DocNumber is { } number ? $"{row.Kind} {number}" : $"{row.Kind} (id {row.ExternalId})";

    private static (string Cause, string Todo) Cause(RefusedException refused, CompanyFacts? facts) => refused.Fault.Code switch
    {
        "deposited" => ("it is part of a bank deposit", "Take it off the deposit in QuickBooks, or correct it there by hand"),
        "reconciled" => ("it was matched or reconciled with a bank statement", "Undo that in QuickBooks, or correct it there by hand"),
        "linked" => ("it is linked to another transaction", "Unlink it in QuickBooks, or correct it there by hand"),
        "closed_period" => (facts?.BookCloseDate is { } day ? $"the books up to {day} are closed" : "the books of its date are closed",
            "Open the period (Account and settings, Advanced), or correct it by hand in an open period"),
        _ => (refused.Fault.Message.TrimEnd('.'), "Mend the cause"),
    };
}
