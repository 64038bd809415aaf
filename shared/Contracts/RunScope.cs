namespace Contracts;

/// <summary>What a run that reads the shop was asked for.</summary>
public sealed record RunScope
{
    /// <summary><see cref="Entities"/>.</summary>
    public string Entity { get; init; } = "";

    /// <summary>The target that was asked for; null for all.</summary>
    public string? Target { get; init; }

    /// <summary><c>incremental</c>, <c>full</c>, <c>date_range</c> or <c>ids</c>.</summary>
    public string Mode { get; init; } = "";

    /// <summary>Why, in the words of who asked.</summary>
    public string? Reason { get; init; }

    /// <summary>Who asked; null where nobody said.</summary>
    public string? AskedBy { get; init; }
}
