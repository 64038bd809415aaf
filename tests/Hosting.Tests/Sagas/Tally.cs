using MassTransit;

namespace Hosting.Tests.Sagas;

/// <summary>A saga as small as can be: it counts, and keeps a line per count.</summary>
public sealed class Tally : SagaStateMachineInstance, ISagaVersion
{
    public Guid CorrelationId { get; set; }
    public int Version { get; set; }
    public string CurrentState { get; set; } = "";
    public string Name { get; set; } = "";
    public int Count { get; set; }
}

public sealed class TallyLine
{
    public long Id { get; set; }
    public Guid TallyId { get; set; }
    public int Number { get; set; }
}

public sealed record Counted(Guid Id, int Number, bool Fails = false);

public sealed record Looked(Guid Id);

public sealed record Renamed(string From, string To);

public sealed record Closed(Guid Id);
