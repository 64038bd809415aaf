using Credentials.Storing;
using Microsoft.EntityFrameworkCore;

namespace Credentials.Refreshing;

/// <summary>
/// One refresh at a time per company, over all instances: Intuit may end a refresh token at its first use, so two that ask with the same
/// one can lose the connection.
/// </summary>
internal sealed class RefreshLease(IDbContextFactory<CredentialsDb> databases, TimeProvider clock)
{
    /// <summary>Longer than everything that is done under it.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(90);

    /// <summary>The lease's owner, or null: another holds it, or the pair is no longer the one of <paramref name="generation"/>.</summary>
    public async Task<string?> TryTakeAsync(string credentialId, int generation, CancellationToken cancel)
    {
        var owner = Guid.NewGuid().ToString("N");
        var now = clock.GetUtcNow();
        var until = now + Length;
        await using var database = await databases.CreateDbContextAsync(cancel);
        var taken = await database.TokenStates
            .Where(s => s.CredentialId == credentialId && s.Generation == generation && (s.LeaseUntil == null || s.LeaseUntil < now))
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.LeaseOwner, owner).SetProperty(s => s.LeaseUntil, until), cancel);
        return taken == 1 ? owner : null;
    }

    public async Task GiveBackAsync(string credentialId, string owner)
    {
        await using var database = await databases.CreateDbContextAsync();
        await database.TokenStates.Where(s => s.CredentialId == credentialId && s.LeaseOwner == owner)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.LeaseOwner, (string?)null).SetProperty(s => s.LeaseUntil, (DateTimeOffset?)null));
    }

    /// <summary>Ends every lease. For a process that knows that no other one lives: what is held was left by one that was killed.</summary>
    public async Task ReleaseAllAsync(CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        await database.TokenStates.Where(s => s.LeaseOwner != null)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.LeaseOwner, (string?)null).SetProperty(s => s.LeaseUntil, (DateTimeOffset?)null), cancel);
    }
}
