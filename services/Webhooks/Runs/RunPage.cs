using System.Text.Json.Serialization;
using Contracts;

namespace Webhooks.Runs;

/// <summary>A run as the API shows it.</summary>
public sealed record RunPage(
    Guid SyncId, string Status, string TenantId, string StoreId, string Trigger, string? Entity, string? Target, string? Mode, string? Reason, string? AskedBy, DateTimeOffset StartedAt, DateTimeOffset? EndedAt,
    int RecordsProcessed, int RecordsCreated, int RecordsUpdated, int RecordsSkipped, int RecordsFailed, long DurationMs,
    IReadOnlyList<RunError> Errors, RunProgress Progress, bool DryRun, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<RunTotal>? Totals)
{
    /// <summary>Why the shop cannot be read now; null where it can, or need not.</summary>
    public RunProblem? Problem { get; init; }

    /// <summary>Who cancelled or resumed the run last, in their own words.</summary>
    public string? ChangedBy { get; init; }

    /// <summary>When that was.</summary>
    public DateTimeOffset? ChangedAt { get; init; }
}

/// <summary>What holds up the reading of the shop.</summary>
public sealed record RunProblem(string Message, DateTimeOffset? NextTryAt);

/// <summary>Of a dry run: how many records of one target and currency would be created, updated, left and refused, and what they come to.</summary>
/// <param name="Target">The target.</param>
/// <param name="Currency">ISO 4217; null for what has no sum.</param>
/// <param name="Created">Would be created.</param>
/// <param name="Updated">Would be changed.</param>
/// <param name="Skipped">Would be left as they are.</param>
/// <param name="Failed">Would be refused.</param>
public sealed record RunTotal(string Target, string? Currency, RunSum Created, RunSum Updated, RunSum Skipped, RunSum Failed);

/// <summary>A number of records and what they come to.</summary>
/// <param name="Count">How many.</param>
/// <param name="Amount">Their sum; null for what has none.</param>
public sealed record RunSum(int Count, decimal? Amount);

/// <summary>A record that failed in a run.</summary>
public sealed record RunError(string Target, string EntityType, string EntityId, string? ErrorMessage, string? Code);

/// <summary>How far a run is: records in all targets taken together.</summary>
/// <param name="Expected">Outcomes that are awaited in all; still growing while <paramref name="Reading"/>.</param>
/// <param name="Settled">Outcomes that came.</param>
/// <param name="Reading">The shop is still being read.</param>
/// <param name="PerSecond">Outcomes a second, of the last five minutes or since the beginning; of an ended run over its whole time.</param>
/// <param name="SecondsLeft">At that rate; null where it is not known yet, or over.</param>
public sealed record RunProgress(int Expected, int Settled, bool Reading, decimal PerSecond, long? SecondsLeft);

/// <summary>One record of a run.</summary>
public sealed record RunItemLine(string Target, string EntityType, string EntityId, RecordOutcome? Outcome, string? ExternalId, string? Code, string? Message, DateTimeOffset? SettledAt, decimal? Amount, string? Currency)
{
    internal static RunItemLine Of(RunItem item) => new(item.Target, item.Entity, item.Key, item.Outcome, item.ExternalId, item.Code, item.Message, item.SettledAt, item.Amount, item.Currency);
}
