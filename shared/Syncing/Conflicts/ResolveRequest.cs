namespace Syncing.Conflicts;

/// <summary>Somebody chose.</summary>
/// <param name="Choice">One of the conflict's choices.</param>
/// <param name="ExternalId">For <c>link</c>: the id in the target.</param>
/// <param name="By">Who chose, for the list.</param>
public sealed record ResolveRequest(string? Choice, string? ExternalId, string? By);

/// <summary>What came of it.</summary>
/// <param name="Conflict">The conflict as it is now; null where there is none with that id.</param>
/// <param name="Problem">Why nothing was done, naming the field; null where it was.</param>
public sealed record ResolveAnswer(ConflictPage? Conflict, string? Problem);
