namespace QboSync.Pacing;

/// <summary>Calls to a company that one instance may have in flight.</summary>
/// <param name="Instance">Which.</param>
/// <param name="Count">How many; 0 for one that waits for its share.</param>
/// <param name="Until">When they are anybody's again.</param>
public sealed record Seats(Guid Instance, int Count, DateTimeOffset Until);
