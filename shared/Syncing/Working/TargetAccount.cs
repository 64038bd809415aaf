using Hosting.Secrets;

namespace Syncing.Working;

/// <summary>The account of one tenant in one target, with what is needed to get in.</summary>
/// <param name="Account">The QuickBooks <c>realm_id</c>, or the Supabase project's host. Part of every ledger key.</param>
/// <param name="Credential">The active credential.</param>
public sealed record TargetAccount(string Account, ActiveCredential Credential);
