using Contracts;

namespace Webhooks.Runs;

/// <summary>A run as the API shows it.</summary>
public sealed record RunPage(
    Guid SyncId, string Status, string TenantId, string StoreId, string Trigger, string? Entity, string? Target, string? Mode, string? Reason, string? AskedBy, DateTimeOffset StartedAt, DateTimeOffset? EndedAt,
    int RecordsProcessed, int RecordsCreated, int RecordsUpdated, int RecordsSkipped, int RecordsFailed, long DurationMs,
    IReadOnlyList<RunError> Errors, RunProgress Progress);

/// <summary>A record that failed in a run.</summary>
public sealed record RunError(string Target, string EntityType, string EntityId, string? ErrorMessage, string? Code);

/// <summary>How far a run is: records in all targets taken together.</summary>
/// <param name="Expected">Outcomes that are awaited in all; still growing while <paramref name="Reading"/>.</param>
/// <param name="Settled">Outcomes that came.</param>
/// <param name="Reading">The shop is still being read.</param>
/// <param name="PerSecond">Outcomes a second since the beginning.</param>
/// <param name="SecondsLeft">At that rate; null where it is not known yet, or over.</param>
public sealed record RunProgress(int Expected, int Settled, bool Reading, decimal PerSecond, long? SecondsLeft);

/// <summary>One record of a run.</summary>
public sealed record RunItemLine(string Target, string EntityType, string EntityId, RecordOutcome? Outcome, string? ExternalId, string? Code, string? Message, DateTimeOffset? SettledAt)
{
    internal static RunItemLine Of(RunItem item) => new(item.Target, item.Entity, item.Key, item.Outcome, item.ExternalId, item.Code, item.Message, item.SettledAt);
}
