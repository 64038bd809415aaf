using MassTransit;

namespace Webhooks.Runs;

/// <summary>Somebody wants a cancelled run to go on.</summary>
[EntityName("run-resume-asked")]
public sealed record RunResumeAsked
{
    /// <summary>The run.</summary>
    public Guid SyncId { get; init; }

    /// <summary>Who asked, in their own words.</summary>
    public string? By { get; init; }

    /// <summary>The targets that must hear of it.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];
}
