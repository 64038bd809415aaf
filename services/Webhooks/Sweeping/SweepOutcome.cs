namespace Webhooks.Sweeping;

/// <summary>How a sweep ended.</summary>
/// <param name="Result">What it found, in words.</param>
/// <param name="Gone">Records that are gone and were left alone, being too many to believe.</param>
public sealed record SweepOutcome(string Result, int? Gone = null);
