using QboSync.Sending;
using QboSync.Storage;

namespace QboSync.Undoing;

/// <summary>An undo, or what it would be, as it is shown.</summary>
/// <param name="UndoId">Null of a dry run.</param>
/// <param name="DryRun">Nothing was begun.</param>
/// <param name="State"><c>Running</c>, <c>Done</c>, or <c>Planned</c> of a dry run.</param>
/// <param name="Account">The QuickBooks company.</param>
/// <param name="Selection">What is undone.</param>
/// <param name="How"><c>void</c> or <c>delete</c>; kinds that cannot be voided are deleted.</param>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="Waiting">Why it waits.</param>
/// <param name="Progress">How far it is.</param>
/// <param name="Sums">What goes, or is gone, by kind and currency.</param>
/// <param name="Documents">The first of them, in the order in which they go.</param>
/// <param name="Left">What stays, and why.</param>
/// <param name="Note">What is not touched.</param>
public sealed record UndoPage(
    Guid? UndoId, bool DryRun, string State, string Account, string Selection, string How, DateTimeOffset? RequestedAt, DateTimeOffset? EndedAt, string? Waiting,
    UndoProgress Progress, IReadOnlyList<UndoSum> Sums, IReadOnlyList<UndoLine> Documents, IReadOnlyList<UndoLine> Left, string Note)
{
    private const int MostLines = 1000;
    private const string Entries = "Customers and items that the run made stay in QuickBooks: others may use them by now.";

    /// <summary>What an undo would do.</summary>
    public static UndoPage Planned(string account, UndoRequest request, IReadOnlyList<UndoItem> items) =>
        Of(null, true, "Planned", account, request.Selection, request.Removal, null, null, null, items);

    /// <summary>An undo as it is now.</summary>
    public static UndoPage Of(Undo undo, IReadOnlyList<UndoItem> items) =>
        Of(undo.Id, false, undo.State.ToString(), undo.Account, undo.Selection, undo.How, undo.RequestedAt, undo.EndedAt, undo.Waiting, items);

    private static UndoPage Of(Guid? id, bool dryRun, string state, string account, string selection, Removal how, DateTimeOffset? requested, DateTimeOffset? ended, string? waiting, IReadOnlyList<UndoItem> items)
    {
        int Count(UndoItemState state) => items.Count(item => item.State == state);
        var going = items.Where(item => item.State != UndoItemState.Left).ToList();
        return new(id, dryRun, state, account, selection, how == Removal.Void ? "void" : "delete", requested, ended, waiting,
            new(items.Count, Count(UndoItemState.Pending), Count(UndoItemState.Voided), Count(UndoItemState.Deleted), Count(UndoItemState.Left)),
            [.. going.GroupBy(item => (item.Kind, item.Currency)).OrderBy(group => group.Key.Kind).ThenBy(group => group.Key.Currency)
                .Select(group => new UndoSum(group.Key.Kind.ToString(), group.Key.Currency, group.Count(), group.Sum(item => item.Total)))],
            [.. going.Take(MostLines).Select(item => UndoLine.Of(item, dryRun ? how : null))],
            [.. items.Where(item => item.State == UndoItemState.Left).Take(MostLines).Select(item => UndoLine.Of(item, null))],
            Entries);
    }
}

/// <summary>How far an undo is, in documents.</summary>
public sealed record UndoProgress(int Total, int Pending, int Voided, int Deleted, int Left);

/// <summary>Documents of one kind and currency.</summary>
public sealed record UndoSum(string Kind, string? Currency, int Count, decimal Total);

/// <summary>One document.</summary>
public sealed record UndoLine(string StoreId, string Order, string Kind, string? DocNumber, string ExternalId, string? Date, decimal Total, string? Currency, string State, string? Reason, string? Message)
{
    internal static UndoLine Of(UndoItem item, Removal? planned) => new(
        item.StoreId, item.RecordKey, item.Kind.ToString(), item.DocNumber, item.ExternalId, item.Date, item.Total, item.Currency,
        planned is { } how ? how == Removal.Void && Removing.CanVoid(item.Kind) ? "void" : "delete" : item.State.ToString().ToLowerInvariant(), item.Reason, item.Message);
}
