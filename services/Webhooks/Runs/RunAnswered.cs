using Contracts;
using MassTransit;

namespace Webhooks.Runs;

/// <summary>What one batch says became of one run's records. It never travels on the bus: the machine hears of it inside the batch's transaction.</summary>
[ExcludeFromTopology]
public sealed record RunAnswered
{
    /// <summary>The run.</summary>
    public Guid SyncId { get; init; }

    /// <summary>Outcomes, in the order of their coming.</summary>
    public IReadOnlyList<RecordSettled> Outcomes { get; init; } = [];
}
