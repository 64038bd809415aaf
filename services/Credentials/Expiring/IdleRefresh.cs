using System.Data.Common;
using Credentials.Fields;
using Credentials.Importing;
using Credentials.Refreshing;
using Credentials.Refusing;
using Credentials.Storing;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Credentials.Expiring;

/// <summary>
/// Refreshes connections that nobody uses, so that none ends by idleness. Several instances may notice the same one: the refresh's own lease
/// makes it one refresh.
/// </summary>
internal sealed class IdleRefresh(
    IDbContextFactory<CredentialsDb> databases, Vault vault, AccessTokens tokens, IServer server, IOptions<ExpiryOptions> options, TimeProvider clock,
    ILogger<IdleRefresh> log)
    : BackgroundService
{
    /// <summary>Refreshes what has been idle.</summary>
    public async Task LookAsync(CancellationToken cancel)
    {
        foreach (var id in await IdleAsync(cancel))
        {
            try
            {
                await using var database = await databases.CreateDbContextAsync(cancel);
                var company = await ConnectedCompany.ReadAsync(database, vault, id, evenInactive: false, cancel);
                await tokens.GetAsync(id, company.Pair.AccessToken, evenInactive: false, CancellationToken.None); // as if refused: another one is asked for
                log.LogInformation("QuickBooks credential {Credential} was not used for a while and is refreshed", id);
            }
            catch (Refusal e)
            {
                log.LogWarning("QuickBooks credential {Credential} was not used for a while, and cannot be refreshed: {Message}", id, e.Message);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (server is NoServer) return; // a command is over in a moment, and looks after nothing
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(options.Value.ConnectionWatchMinutes), clock);
        do
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception e) when (e is DbException or DbUpdateException or InvalidOperationException)
            {
                log.LogWarning("Idle connections could not be looked for: {Message}", e.GetBaseException().Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<IReadOnlyList<string>> IdleAsync(CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var states = await (from c in database.Credentials where c.IsActive && c.Platform == Platforms.QuickBooks
                            join s in database.TokenStates.AsNoTracking() on c.Id equals s.CredentialId
                            select s).ToListAsync(cancel);
        var (now, idle) = (clock.GetUtcNow(), TimeSpan.FromDays(options.Value.IdleRefreshDays));
        return [.. states.Where(state => ConnectionLife.IsIdle(state, now, idle)).Select(state => state.CredentialId)];
    }
}
