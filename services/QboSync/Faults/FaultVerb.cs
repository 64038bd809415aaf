namespace QboSync.Faults;

/// <summary>What was being done.</summary>
public enum FaultVerb
{
    /// <summary>A question.</summary>
    Read,

    /// <summary>Something new.</summary>
    Create,

    /// <summary>A change of what is there.</summary>
    Update,

    /// <summary>A void or a deletion.</summary>
    Remove,
}
