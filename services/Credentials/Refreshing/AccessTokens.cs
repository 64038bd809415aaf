using System.Collections.Concurrent;
using Credentials.Refusing;
using Credentials.Storing;
using Microsoft.EntityFrameworkCore;

namespace Credentials.Refreshing;

/// <summary>
/// Access tokens of QuickBooks companies. This service alone refreshes them: in the process one refresh serves all who wait, across
/// instances a lease lets one ask, and what Intuit answered is on disk before anybody gets the new access token.
/// </summary>
internal sealed class AccessTokens(
    IDbContextFactory<CredentialsDb> databases, Vault vault, IntuitTokens intuit, RefreshLease lease, RefreshStore store, TimeProvider clock, ILogger<AccessTokens> log)
{
    /// <summary>A token this close to its end is refreshed.</summary>
    public static readonly TimeSpan Early = TimeSpan.FromMinutes(5);

    /// <summary>A token is handed out down to this rest where Intuit cannot be reached.</summary>
    private static readonly TimeSpan Spare = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan WaitForOther = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentDictionary<(string Id, int Generation), Lazy<Task>> _underway = new();

    /// <summary>A token that holds for some minutes and is not <paramref name="refused"/>.</summary>
    /// <exception cref="Refusal">There is none to be had; the code says why.</exception>
    public async Task<TokenPair> GetAsync(string id, string? refused, bool evenInactive, CancellationToken cancel)
    {
        var company = await ReadAsync(id, evenInactive, cancel);
        for (var round = 0; round < 3 && !company.Pair.Serves(refused, clock.GetUtcNow(), Early); round++)
        {
            try
            {
                await RefreshOnceAsync(company, evenInactive).WaitAsync(cancel);
            }
            catch (Refusal e) when (e.Status == StatusCodes.Status503ServiceUnavailable && company.Pair.Serves(refused, clock.GetUtcNow(), Spare))
            {
                log.LogWarning("QuickBooks credential {Credential}: not refreshed, its token is used until its end: {Message}", id, e.Message);
                return company.Pair;
            }
            company = await ReadAsync(id, evenInactive, cancel);
        }
        return company.Pair;
    }

    /// <summary>Returns once no refresh is under way, however it ended.</summary>
    public async Task FinishAsync(CancellationToken cancel)
    {
        foreach (var refresh in _underway.Values)
            await ((Task)refresh.Value).WaitAsync(cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // Not cancelled by a caller who goes away: others wait for it, and an answer that nobody reads may hold the only refresh token that lives.
    private Task RefreshOnceAsync(ConnectedCompany company, bool evenInactive)
    {
        var key = (company.Id, company.Generation);
        return _underway.GetOrAdd(key, _ => new(() => Task.Run(async () =>
        {
            try
            {
                await RefreshAsync(company, evenInactive);
            }
            finally
            {
                _underway.TryRemove(key, out Lazy<Task>? _);
            }
        }))).Value;
    }

    // Returns once the pair is another than the one of this generation.
    private async Task RefreshAsync(ConnectedCompany company, bool evenInactive)
    {
        var started = clock.GetTimestamp();
        string? owner;
        while ((owner = await lease.TryTakeAsync(company.Id, company.Generation, CancellationToken.None)) is null)
        {
            if ((await ReadAsync(company.Id, evenInactive, CancellationToken.None)).Generation != company.Generation) return;
            if (clock.GetElapsedTime(started) > WaitForOther)
                throw Refusals.TokenEndpointAway($"Another instance is refreshing the token of credential '{company.Id}' and has not finished; try again.");
            await Task.Delay(Look, clock);
        }
        try
        {
            // Read again under the lease: what another instance tried before is known now.
            await AskAsync(await ReadAsync(company.Id, evenInactive, CancellationToken.None));
        }
        finally
        {
            await lease.GiveBackAsync(company.Id, owner);
        }
    }

    private async Task AskAsync(ConnectedCompany company)
    {
        if (store.Unwritten(company.Id, company.Generation) is { } unwritten)
        {
            await store.GrantedAsync(company, unwritten);
            return;
        }
        // On disk before it leaves: whoever comes after a kill knows that this refresh token may have been replaced.
        if (!await store.AskedAsync(company)) return;
        var (answer, unanswered) = await RepeatedAsync(company);
        switch (answer)
        {
            case TokenAnswer.Granted granted:
                await store.GrantedAsync(company, new(granted, company.Pair));
                break;
            case TokenAnswer.GrantRefused refused:
                await FallBackAsync(company, refused, company.AskedAt ?? unanswered);
                break;
            case TokenAnswer.ClientRefused:
                await store.AnsweredAsync(company);
                throw Refusals.ClientRefused(company.Id);
        }
    }

    // The newest refresh token is refused. Where another instance replaced it meanwhile, the caller goes on with the new one; where nobody
    // did, the one before it is tried once: a rotation may have been stored here and not have lasted there.
    private async Task FallBackAsync(ConnectedCompany company, TokenAnswer.GrantRefused refused, DateTimeOffset? unanswered)
    {
        if (!await store.IsCurrentAsync(company)) return;
        if (company.Previous is { } previous && await intuit.RefreshAsync(company.App, previous.RefreshToken, CancellationToken.None) is TokenAnswer.Granted granted)
        {
            log.LogWarning("QuickBooks credential {Credential}: Intuit refused the newest refresh token and took the one before it", company.Id);
            await store.GrantedAsync(company, new(granted, previous));
            return;
        }
        await store.LostAsync(company, LossReason.Of(refused, unanswered, company.Previous is not null));
    }

    // An answer that was lost on its way is asked for again with the same refresh token, which is the only one there is.
    private async Task<(TokenAnswer Answer, DateTimeOffset? Unanswered)> RepeatedAsync(ConnectedCompany company)
    {
        var asked = clock.GetUtcNow();
        try
        {
            return (await intuit.RefreshAsync(company.App, company.Pair.RefreshToken, CancellationToken.None), null);
        }
        catch (Refusal e) when (e.InnerException is not null)
        {
            log.LogWarning("QuickBooks credential {Credential}: {Message}", company.Id, e.Message);
            return (await intuit.RefreshAsync(company.App, company.Pair.RefreshToken, CancellationToken.None), asked);
        }
    }

    private async Task<ConnectedCompany> ReadAsync(string id, bool evenInactive, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await ConnectedCompany.ReadAsync(database, vault, id, evenInactive, cancel);
    }
}
