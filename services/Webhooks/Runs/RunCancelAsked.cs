using Contracts;
using MassTransit;

namespace Webhooks.Runs;

/// <summary>Somebody wants a run to end.</summary>
[EntityName("run-cancel-asked")]
public sealed record RunCancelAsked
{
    /// <summary>The run.</summary>
    public Guid SyncId { get; init; }

    /// <summary>Who asked, in their own words.</summary>
    public string? By { get; init; }

    /// <summary>The targets that must hear of it.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>What the run is, for the case that nothing of it was heard yet.</summary>
    public RunStarted Started { get; init; } = new();
}
