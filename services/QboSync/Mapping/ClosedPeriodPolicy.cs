namespace QboSync.Mapping;

/// <summary>What becomes of a document dated in a closed period.</summary>
public enum ClosedPeriodPolicy
{
    /// <summary>It is held, and goes on by itself once the period is open.</summary>
    Hold,

    /// <summary>It is dated on the first open day; its note tells the true date.</summary>
    FirstOpenDay,
}
