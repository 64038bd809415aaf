namespace Syncing.Conflicts;

/// <summary>Whether a conflict still waits for somebody.</summary>
public enum ConflictState
{
    /// <summary>Somebody must choose.</summary>
    Open,

    /// <summary>It is over: chosen by a person, by policy, or settled on its own.</summary>
    Resolved,
}
