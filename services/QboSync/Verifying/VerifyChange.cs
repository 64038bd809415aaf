namespace QboSync.Verifying;

/// <summary>The body of <c>POST /api/quickbooks/verify</c>.</summary>
/// <param name="RealmId">The company; null for every connected one.</param>
/// <param name="Verify">Begin or end.</param>
public sealed record VerifyChange(string? RealmId, bool? Verify);
