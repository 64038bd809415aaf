namespace Webhooks.Pulling;

/// <summary>Where a reading of the shop stands.</summary>
public enum PullState
{
    /// <summary>Pages are read and journaled.</summary>
    Reading,

    /// <summary>Everything is journaled; what of it is a change is being decided.</summary>
    Judging,

    /// <summary>The run is told how many outcomes to wait for, until it has heard.</summary>
    Telling,

    /// <summary>Over.</summary>
    Done,

    /// <summary>An operator stopped it; it can go on from where it was.</summary>
    Cancelled,
}
