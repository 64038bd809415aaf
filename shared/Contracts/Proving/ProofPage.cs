namespace Contracts.Proving;

/// <summary>A page of an answer to a <see cref="ProofQuestion"/>.</summary>
/// <param name="Lines">In no order that means anything.</param>
/// <param name="Next">What to ask after for the next page; null where this is the last.</param>
/// <param name="Problem">Why it could not be answered now, in words; null where it was.</param>
/// <param name="RetryAfterSeconds">How long the target asked us to wait.</param>
public sealed record ProofPage<T>(IReadOnlyList<T> Lines, string? Next = null, string? Problem = null, int? RetryAfterSeconds = null)
{
    /// <summary>It cannot be answered now.</summary>
    public static ProofPage<T> Away(string problem, TimeSpan? wait = null) => new([], null, problem, wait is { } time ? (int)Math.Ceiling(time.TotalSeconds) : null);
}
