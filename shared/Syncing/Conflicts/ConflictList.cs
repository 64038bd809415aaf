using Microsoft.EntityFrameworkCore;
using Syncing.Ledger;

namespace Syncing.Conflicts;

/// <summary>The list of conflicts of one target, as it is asked for.</summary>
public sealed class ConflictList<TDb>(
    IDbContextFactory<TDb> databases, ConflictGathering<TDb> gathering, ITargetConflicts<TDb> conflicts, TargetSettings<TDb> settings) where TDb : LedgerDb
{
    /// <summary>Most rows of one answer.</summary>
    public const int Most = 200;

    /// <summary>Conflicts, newest first.</summary>
    /// <param name="question">Which; what is null is not asked.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<IReadOnlyList<ConflictPage>> ListAsync(ConflictQuestion question, CancellationToken cancel)
    {
        await gathering.GatherAsync(cancel);
        await using var database = await databases.CreateDbContextAsync(cancel);
        var rows = database.Set<Conflict>().AsNoTracking();
        if (question.Entity is { } entity) rows = rows.Where(row => row.Entity == entity);
        if (question.StoreId is { } store) rows = rows.Where(row => row.StoreId == store);
        if (question.BeforeId is { } before) rows = rows.Where(row => row.Id < before);
        if (question.State is { } word && Enum.TryParse<ConflictState>(word, ignoreCase: true, out var state)) rows = rows.Where(row => row.State == state);
        var page = await rows.OrderByDescending(row => row.Id).Take(Math.Clamp(question.Limit ?? Most, 1, Most)).ToListAsync(cancel);
        return [.. page.Select(Page)];
    }

    /// <summary>One conflict; null where there is none.</summary>
    public async Task<ConflictPage?> OneAsync(long id, CancellationToken cancel)
    {
        await gathering.GatherAsync(cancel);
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await database.Set<Conflict>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancel) is { } row ? Page(row) : null;
    }

    internal ConflictPage Page(Conflict row) => ConflictPage.Of(row, settings.Target, conflicts.Choices(row));
}

/// <summary>Which conflicts; what is null is not asked.</summary>
public sealed record ConflictQuestion(string? Entity, string? State, string? StoreId, long? BeforeId, int? Limit);
