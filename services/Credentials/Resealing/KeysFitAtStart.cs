using Credentials.Sealing;
using Credentials.Storing;
using Microsoft.EntityFrameworkCore;

namespace Credentials.Resealing;

/// <summary>
/// Does not let the service start with keys that open nothing of what is stored: credentials entered under a fresh key would stand beside
/// others that look lost. Then brings what is under older keys under the first.
/// </summary>
internal sealed class KeysFitAtStart(IDbContextFactory<CredentialsDb> databases, Vault vault, Reencryption reencryption) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using (var database = await databases.CreateDbContextAsync(cancellationToken))
        {
            var rows = await database.Credentials.AsNoTracking().ToListAsync(cancellationToken);
            if (rows.Count > 0 && rows.All(row => Unreadable(row) is not null))
                throw new KeysDoNotFitException(
                    $"Setting {KeyRing.Setting}: none of its keys opens the {rows.Count} stored credentials ({Unreadable(rows[0])}). " +
                    "Put the key back that encrypted them; a new key goes in front of it, separated by a comma.");
        }
        await reencryption.RunAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private string? Unreadable(IntegrationCredential row)
    {
        try
        {
            vault.Check(row);
            return null;
        }
        catch (UnreadableException e)
        {
            return e.Message;
        }
    }
}

/// <summary>The ring's keys open nothing of what is stored.</summary>
internal sealed class KeysDoNotFitException(string message) : Hosting.Starting.StartRefusedException(message);
