namespace QboSync.Checking;

/// <summary>How much a finding matters.</summary>
public enum FindingLevel
{
    /// <summary>Orders cannot be booked.</summary>
    Error,

    /// <summary>Orders are booked, perhaps not as the bookkeeper wants them.</summary>
    Warning,

    /// <summary>Good to know.</summary>
    Info,
}
