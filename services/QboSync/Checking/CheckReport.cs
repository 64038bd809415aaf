namespace QboSync.Checking;

/// <summary>The answer of <c>GET /api/quickbooks/mapping/check</c>.</summary>
public sealed record CheckReport
{
    /// <summary>The tenant.</summary>
    public required string TenantId { get; init; }

    /// <summary>The company's <c>realm_id</c>.</summary>
    public required string Account { get; init; }

    /// <summary>Its name; null where it cannot be asked.</summary>
    public string? Company { get; init; }

    /// <summary>When it was checked.</summary>
    public required DateTimeOffset CheckedAt { get; init; }

    /// <summary>No finding keeps orders from being booked.</summary>
    public bool Ok => Errors == 0;

    /// <summary>How many findings keep orders from being booked.</summary>
    public int Errors => Count(FindingLevel.Error);

    /// <summary>How many are for a look.</summary>
    public int Warnings => Count(FindingLevel.Warning);

    /// <summary>How many of the shop's orders the check looked at.</summary>
    public int OrdersSeen { get; init; }

    /// <summary>What stops booking first.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    private int Count(FindingLevel level) => Findings.Count(finding => finding.Level == level);
}
