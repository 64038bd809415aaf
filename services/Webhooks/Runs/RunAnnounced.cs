using Contracts;
using MassTransit;

namespace Webhooks.Runs;

/// <summary>What one batch announces of one run. It never travels on the bus: the machine hears of it inside the batch's transaction.</summary>
[ExcludeFromTopology]
public sealed record RunAnnounced
{
    /// <summary>The run.</summary>
    public Guid SyncId { get; init; }

    /// <summary>All announcements of the batch in one.</summary>
    public RunStarted Started { get; init; } = new();

    /// <summary>Makes one announcement of several of the same run, which may repeat each other.</summary>
    public static RunAnnounced Of(IGrouping<Guid, RunStarted> started)
    {
        var first = started.First();
        return new RunAnnounced
        {
            SyncId = started.Key,
            Started = first with
            {
                StartedAt = started.Min(one => one.StartedAt), Open = started.Any(one => one.Open), Scope = started.Select(one => one.Scope).FirstOrDefault(scope => scope is not null),
                Records = first.Open || started.Count() == 1 ? [.. started.SelectMany(one => one.Records)] : first.Records,
            },
        };
    }
}
