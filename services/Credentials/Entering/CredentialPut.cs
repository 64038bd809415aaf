using Credentials.Announcing;
using Credentials.Refusing;
using Credentials.Storing;
using Microsoft.EntityFrameworkCore;

namespace Credentials.Entering;

/// <summary>Stores one entered credential.</summary>
internal sealed class CredentialPut(IDbContextFactory<CredentialsDb> databases, CredentialEntry entry, ChangeAnnouncer announcer)
{
    private const int Attempts = 5;

    /// <exception cref="Refusal">What is wrong with it.</exception>
    public async Task<Entered> PutAsync(string id, CredentialRequest request, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var database = await databases.CreateDbContextAsync(cancel);
            var entered = await entry.ApplyAsync(database, id, request, cancel);
            try
            {
                await database.SaveChangesAsync(cancel);
                announcer.Announce(entered.Row);
                return entered;
            }
            catch (DbUpdateException) when (attempt < Attempts)
            {
                // Somebody wrote the same row (a refresh, another PUT), or made the tenant's other target active: look again.
            }
        }
    }
}
