using Webhooks.Pulling;

namespace Webhooks.Sweeping;

/// <summary>A sweep as the API shows it.</summary>
/// <param name="StoreId">The store.</param>
/// <param name="Kind"><see cref="SweepKinds"/>.</param>
/// <param name="Entity">orders, products or customers.</param>
/// <param name="DueAt">When the next one is due; null where it is switched off.</param>
/// <param name="Running">One is being made now.</param>
/// <param name="BegunAt">When the last one began.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="Result">What it found, in words.</param>
/// <param name="Reading">What it set off is still being read and judged.</param>
/// <param name="RecordsRead">How many records that read; null where there was nothing to read.</param>
/// <param name="Found">Outcomes that are awaited of what turned out to be news, all targets taken together; null until that is known.</param>
/// <param name="SyncId">Its run; null where nothing was news.</param>
/// <param name="Problem">Why it cannot be done now; null where it can.</param>
/// <param name="Attempts">Tries that failed since the last that did not.</param>
/// <param name="RecordsGone">Records that are gone and, being too many to believe, left alone until somebody accepts it.</param>
public sealed record SweepPage(
    string StoreId, string Kind, string Entity, DateTimeOffset? DueAt, bool Running, DateTimeOffset? BegunAt, DateTimeOffset? EndedAt, string? Result,
    bool Reading, long? RecordsRead, int? Found, Guid? SyncId, string? Problem, int Attempts, int? RecordsGone)
{
    internal static SweepPage Of(Sweep row, Pull? pull, DateTimeOffset now) => new(
        row.StoreId, row.Kind, row.Entity, row.DueAt, row.LeaseUntil > now, row.BegunAt, row.EndedAt, row.Result,
        pull is { DueAt: not null }, pull?.RecordsRead, pull is null ? (row.EndedAt is null ? null : 0) : pull.Expected, pull is { Expected: not 0 } ? row.SyncId : null,
        row.Problem ?? pull?.Problem, row.Attempts, row.Gone);
}
