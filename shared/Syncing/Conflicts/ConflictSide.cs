namespace Syncing.Conflicts;

/// <summary>One field on both sides; null where nothing stands.</summary>
/// <param name="Field">Its name as the target has it, such as <c>BillAddr.City</c>.</param>
/// <param name="Shop">What the shop says.</param>
/// <param name="Target">What stands in the target.</param>
public sealed record ConflictSide(string Field, string? Shop, string? Target);
