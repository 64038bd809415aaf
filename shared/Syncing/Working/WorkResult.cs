using Contracts;

namespace Syncing.Working;

/// <summary>What became of one <see cref="WorkItem"/>: settled with an outcome, or stopped by a fault.</summary>
public sealed record WorkResult
{
    private WorkResult(WorkItem item) => Item = item;

    /// <summary>The item that was worked.</summary>
    public WorkItem Item { get; }

    /// <summary>How it was settled; null where <see cref="Fault"/> says why it was not.</summary>
    public RecordOutcome? Outcome { get; private init; }

    /// <summary>The id in the target.</summary>
    public string? ExternalId { get; private init; }

    /// <summary>Why it was skipped, as a short name.</summary>
    public string? Code { get; private init; }

    /// <summary>Why it was skipped, in words.</summary>
    public string? Message { get; private init; }

    /// <summary>What stopped it.</summary>
    public Fault? Fault { get; private init; }

    /// <summary>The target had no such record before.</summary>
    public static WorkResult Created(WorkItem item, string externalId) =>
        new(item) { Outcome = RecordOutcome.Created, ExternalId = externalId };

    /// <summary>The target's record was changed.</summary>
    public static WorkResult Updated(WorkItem item, string? externalId) =>
        new(item) { Outcome = RecordOutcome.Updated, ExternalId = externalId };

    /// <summary>There was nothing to write.</summary>
    public static WorkResult Skipped(WorkItem item, string code, string message, string? externalId = null) =>
        new(item) { Outcome = RecordOutcome.Skipped, Code = code, Message = message, ExternalId = externalId };

    /// <summary>It did not get through.</summary>
    public static WorkResult Faulted(WorkItem item, Fault fault) => new(item) { Fault = fault };
}
