using MassTransit;

namespace Webhooks.Runs;

/// <summary>Nothing was heard of a run for longer than it should take.</summary>
[EntityName("run-silent")]
public sealed record RunSilent
{
    /// <summary>The run.</summary>
    public Guid SyncId { get; init; }
}
