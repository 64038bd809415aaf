using System.Globalization;
using QboSync.Storage;

namespace QboSync.Undoing;

/// <summary>What is to be undone: a run by its id, or an import of history by store and days.</summary>
/// <param name="SyncId">The run.</param>
/// <param name="History">An import of history, instead of a run.</param>
/// <param name="StoreId">Of the import.</param>
/// <param name="From">First day of the documents, <c>yyyy-MM-dd</c>; null for the first there is.</param>
/// <param name="To">Last day.</param>
/// <param name="DryRun">Only say what would happen; the default.</param>
/// <param name="How"><c>void</c> (the default) or <c>delete</c>.</param>
public sealed record UndoRequest(Guid? SyncId, bool? History, string? StoreId, string? From, string? To, bool? DryRun, string? How)
{
    /// <summary>How documents are taken out.</summary>
    public Removal Removal => How == "delete" ? Removal.Delete : Removal.Void;

    /// <summary>What is undone, in one text.</summary>
    public string Selection => SyncId is { } run ? $"run {run}" : $"history {StoreId} {From} {To}";

    /// <summary>What is wrong with it, by field; empty where nothing is.</summary>
    public Dictionary<string, string[]> Errors()
    {
        var errors = new Dictionary<string, string[]>();
        if (SyncId is null && History is not true) errors["sync_id"] = ["must name the run, or history must be true with a store_id"];
        if (SyncId is not null && History is true) errors["history"] = ["must not be there beside sync_id: undo a run, or an import of history"];
        if (SyncId is null && History is true && string.IsNullOrWhiteSpace(StoreId)) errors["store_id"] = ["must name the store whose history was imported"];
        if (SyncId is not null && (StoreId ?? From ?? To) is not null) errors["store_id"] = ["store_id, from and to belong to history; a run is undone as a whole"];
        if (From is not null && !IsDay(From)) errors["from"] = ["must be a day such as 2026-01-31"];
        if (To is not null && !IsDay(To)) errors["to"] = ["must be a day such as 2026-01-31"];
        if (errors.Count == 0 && From is not null && To is not null && string.CompareOrdinal(From, To) > 0) errors["to"] = ["must not be before from"];
        if (How is not (null or "void" or "delete")) errors["how"] = ["must be void or delete"];
        return errors;
    }

    private static bool IsDay(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
