using Credentials.Announcing;
using Credentials.Refusing;
using Credentials.Storing;
using Microsoft.EntityFrameworkCore;

namespace Credentials.Removing;

/// <summary>Takes a credential away, and QuickBooks' consent with it.</summary>
internal sealed class CredentialRemoval(IDbContextFactory<CredentialsDb> databases, Revocation revocation, ChangeAnnouncer announcer)
{
    /// <exception cref="Refusal">It is not there.</exception>
    public async Task<Revoked> RemoveAsync(string id, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var row = await database.Credentials.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancel) ?? throw Refusals.Missing(id);
        if (await database.Credentials.Where(c => c.Id == id).ExecuteDeleteAsync(cancel) == 0) throw Refusals.Missing(id);
        announcer.Announce(row);
        return await revocation.RevokeAsync(row);
    }
}
