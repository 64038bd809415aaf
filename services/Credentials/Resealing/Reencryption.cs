using Credentials.Sealing;
using Credentials.Storing;
using Microsoft.EntityFrameworkCore;

namespace Credentials.Resealing;

/// <summary>Brings every value under the first key of the ring, so that older keys can be taken out of it.</summary>
internal sealed class Reencryption(IDbContextFactory<CredentialsDb> databases, Vault vault, ILogger<Reencryption> log)
{
    public async Task<ReencryptionResult> RunAsync(CancellationToken cancel)
    {
        await using var reading = await databases.CreateDbContextAsync(cancel);
        var ids = await reading.Credentials.OrderBy(c => c.Id).Select(c => c.Id).ToListAsync(cancel);
        var reencrypted = new List<string>();
        var unreadable = new List<string>();
        foreach (var id in ids)
        {
            try
            {
                if (await ReencryptAsync(id, cancel)) reencrypted.Add(id);
            }
            catch (UnreadableException e)
            {
                log.LogError("Credential {Credential} cannot be decrypted: {Message}", id, e.Message);
                unreadable.Add(id);
            }
        }
        if (reencrypted.Count > 0) log.LogInformation("{Count} credentials encrypted again under the first key of {Setting}", reencrypted.Count, KeyRing.Setting);
        return new(ids.Count, reencrypted, unreadable);
    }

    private async Task<bool> ReencryptAsync(string id, CancellationToken cancel)
    {
        while (true)
        {
            await using var database = await databases.CreateDbContextAsync(cancel);
            if (await database.Credentials.SingleOrDefaultAsync(c => c.Id == id, cancel) is not { } row) return false;
            if (!vault.Reseal(row, await database.TokenStates.SingleOrDefaultAsync(s => s.CredentialId == id, cancel))) return false;
            try
            {
                await database.SaveChangesAsync(cancel);
                return true;
            }
            catch (DbUpdateConcurrencyException)
            {
                // Written by somebody else since it was read; what is there now is looked at again.
            }
        }
    }
}

/// <summary>How many credentials there are, which were encrypted again, and which could not be opened.</summary>
internal sealed record ReencryptionResult(int Credentials, IReadOnlyList<string> Reencrypted, IReadOnlyList<string> Unreadable);
