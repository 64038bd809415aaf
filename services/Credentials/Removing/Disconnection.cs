using System.Globalization;
using Credentials.Announcing;
using Credentials.Fields;
using Credentials.Refusing;
using Credentials.Storing;
using Microsoft.EntityFrameworkCore;

namespace Credentials.Removing;

/// <summary>A person disconnects a company: its tokens go, here and at Intuit; the credential stays, and may be connected again.</summary>
internal sealed class Disconnection(IDbContextFactory<CredentialsDb> databases, Vault vault, Revocation revocation, ChangeAnnouncer announcer, TimeProvider clock)
{
    private const int Attempts = 5;

    /// <exception cref="Refusal">It is not there, or no QuickBooks credential.</exception>
    public async Task<Revoked> DisconnectAsync(string id, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var database = await databases.CreateDbContextAsync(cancel);
            var row = await database.Credentials.SingleOrDefaultAsync(c => c.Id == id, cancel) ?? throw Refusals.Missing(id);
            if (row.Platform != Platforms.QuickBooks) throw Refusals.TypeMismatch(id, row.Platform, Platforms.QuickBooks);
            var state = await database.TokenStates.SingleOrDefaultAsync(s => s.CredentialId == id, cancel);
            if (state is null || row.OauthTokensEncrypted is null) return Revoked.Nothing;
            var before = await database.Credentials.AsNoTracking().SingleAsync(c => c.Id == id, cancel);
            var now = clock.GetUtcNow();
            Connection.Disconnect(vault, row, state, string.Create(CultureInfo.InvariantCulture, $"It was disconnected on {now:yyyy-MM-dd HH:mm} UTC."), sameCompany: true);
            row.Touch(now);
            try
            {
                await database.SaveChangesAsync(cancel);
                announcer.Announce(row);
                return await revocation.RevokeAsync(before);
            }
            catch (DbUpdateException) when (attempt < Attempts)
            {
                // A refresh or a PUT came between; what is there now is looked at again.
            }
        }
    }
}
