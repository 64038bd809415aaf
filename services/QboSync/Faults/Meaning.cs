using Syncing.Working;

namespace QboSync.Faults;

/// <summary>What one code of QuickBooks' means.</summary>
/// <param name="Kind">Decides what follows.</param>
/// <param name="Code">Stable short name; failures are grouped, and re-queued, by it.</param>
/// <param name="Cause">In a bookkeeper's words; a whole sentence.</param>
/// <param name="Remedy">What to do; a whole sentence.</param>
internal sealed record Meaning(FaultKind Kind, string Code, string Cause, string Remedy)
{
    /// <summary>QuickBooks' own text says more: which field, which account, which number. Not where it may hold a token or a person's name.</summary>
    public bool ShowsText { get; init; }

    /// <summary>Stands in place of what was booked, where a refusal's usual sentence does not fit.</summary>
    public string? Booked { get; init; }
}
