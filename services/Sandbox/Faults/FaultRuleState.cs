namespace Sandbox.Faults;

/// <summary>A rule with how many requests it was held against while it lasted, and how many it struck.</summary>
public sealed record FaultRuleState(int Id, FaultRule Rule, int Matched, int Hits)
{
    /// <summary>How often each kind of a mix struck.</summary>
    public IReadOnlyDictionary<FaultKind, int>? Kinds { get; init; }
}
