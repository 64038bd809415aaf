namespace Sandbox.Faults;

/// <summary>A mix of faults in one rule: a share of the requests is struck, each by a fault that fits it, drawn from a seed so that a run can be repeated.</summary>
public sealed record RandomFaults
{
    /// <summary>Seed of the draw.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Share of the requests that is struck, 0 to 1.</summary>
    public double Probability { get; init; } = 0.1;

    /// <summary>The kinds to draw from; all that fit a request where left out, but <c>rotation_lost</c>, which ends a connection, and <c>html</c>.</summary>
    public IReadOnlyList<FaultKind>? Kinds { get; init; }

    /// <summary>Milliseconds of <c>delay</c> and <c>late_commit</c>; 0 leaves those two out.</summary>
    public int DelayMs { get; init; }

    private static readonly FaultKind[] Usual =
    [
        FaultKind.Status, FaultKind.Drop, FaultKind.CommitThenDrop, FaultKind.Delay, FaultKind.LateCommit, FaultKind.Throttle, FaultKind.Fault200, FaultKind.BatchItemFault, FaultKind.BatchItemsMissing, FaultKind.ExpireTokens,
    ];

    /// <summary>Draws what strikes a request; null where no kind fits it.</summary>
    internal FaultRule? Draw(Random random, FaultRule rule, string method, string path)
    {
        var fitting = (Kinds ?? Usual).Where(kind => kind.Fits(method, path) && (DelayMs > 0 || kind is not (FaultKind.Delay or FaultKind.LateCommit))).ToList();
        if (fitting.Count == 0) return null;
        var kind = fitting[random.Next(fitting.Count)];
        var writes = FaultTargets.Writes(method, path);
        return rule with
        {
            Kind = kind, DelayMs = kind is FaultKind.Delay or FaultKind.LateCommit ? DelayMs : 0, AfterCommit = writes && random.Next(2) == 0,
            Status = kind == FaultKind.Status ? (random.Next(3) switch { 0 => 500, 1 => 503, _ => 502 }) : null, Format = random.Next(2) == 0 ? FaultRule.Xml : FaultRule.Json,
        };
    }
}
