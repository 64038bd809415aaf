using Credentials.Fields;
using Credentials.Refusing;
using Credentials.Sealing;
using Credentials.Storing;
using Hosting.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Credentials.HandingOut;

/// <summary>Active credentials in the clear, for the other services.</summary>
internal sealed class ActiveCredentials(IDbContextFactory<CredentialsDb> databases, Vault vault, TimeProvider clock, ILogger<ActiveCredentials> log)
{
    /// <summary>
    /// The active ones that fit. A QuickBooks credential whose company is not connected, or was disconnected by a person, is not among them.
    /// </summary>
    /// <exception cref="Refusal">The one that was asked for by id cannot be read, or is of another platform.</exception>
    public async Task<IReadOnlyList<ActiveCredential>> FindAsync(string? id, string? platform, string? tenantId, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var query = database.Credentials.AsNoTracking().Where(c => c.IsActive);
        if (id is not null) query = query.Where(c => c.Id == id);
        else if (platform is not null) query = query.Where(c => c.Platform == platform);
        if (tenantId is not null) query = query.Where(c => c.TenantId == tenantId);
        var rows = await query.OrderBy(c => c.CreatedAt).ThenBy(c => c.Id).ToListAsync(cancel);
        var states = await database.TokenStates.AsNoTracking().ToDictionaryAsync(s => s.CredentialId, cancel);

        var found = new List<ActiveCredential>();
        foreach (var row in rows)
        {
            if (platform is not null && row.Platform != platform) throw Refusals.TypeMismatch(row.Id, row.Platform, platform);
            var state = states.GetValueOrDefault(row.Id);
            if (row.Platform == Platforms.QuickBooks && state is null or { State: ConnectionState.NotConnected }) continue;
            try
            {
                found.Add(new() { Id = row.Id, TenantId = row.TenantId, Platform = row.Platform, Fields = UsableFields.Of(vault, row, state, clock.GetUtcNow()) });
            }
            catch (UnreadableException e)
            {
                var refusal = Refusals.Unreadable(row.Id, e);
                if (id is not null) throw refusal;
                log.LogError("{Message}", refusal.Message); // the others are of use all the same
            }
        }
        return found;
    }
}
