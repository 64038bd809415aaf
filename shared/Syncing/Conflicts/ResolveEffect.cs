namespace Syncing.Conflicts;

/// <summary>What a choice means for the record itself.</summary>
public sealed record ResolveEffect
{
    private ResolveEffect()
    {
    }

    /// <summary>Why nothing was done, naming the field; null where it was.</summary>
    public string? Problem { get; private init; }

    /// <summary>The record is worked at once.</summary>
    public bool Due { get; private init; }

    /// <summary>It is written even where nothing seems to have changed.</summary>
    public bool Force { get; private init; }

    /// <summary>Where it is not worked: why it is left as it is, as a short name.</summary>
    public string? LeftCode { get; private init; }

    /// <summary>The same in words.</summary>
    public string? LeftMessage { get; private init; }

    /// <summary>The record's next turn, at once, does the rest.</summary>
    public static ResolveEffect Work(bool force) => new() { Due = true, Force = force };

    /// <summary>A record that is held stays as it is, until the shop changes it.</summary>
    public static ResolveEffect Leave(string code, string message) => new() { LeftCode = code, LeftMessage = message };

    /// <summary>Nothing was done.</summary>
    public static ResolveEffect Refuse(string problem) => new() { Problem = problem };
}
