using System.Collections.Concurrent;
using System.Data.Common;
using Credentials.Announcing;
using Credentials.Refusing;
using Credentials.Storing;
using Microsoft.EntityFrameworkCore;

namespace Credentials.Refreshing;

/// <summary>Writes what a refresh brought. It counts as had only once it is on disk.</summary>
internal sealed class RefreshStore(IDbContextFactory<CredentialsDb> databases, Vault vault, ChangeAnnouncer announcer, TimeProvider clock, ILogger<RefreshStore> log)
{
    private const int Attempts = 5;

    // A new pair whose writing failed: the old one may be dead already, so nothing else may be asked for before this one is written.
    private readonly ConcurrentDictionary<(string Id, int Generation), Rotation> _unwritten = new();

    /// <summary>An answer to this generation that is still to be written, or null.</summary>
    public Rotation? Unwritten(string id, int generation) => _unwritten.GetValueOrDefault((id, generation));

    /// <summary>Notes that a refresh with the current pair leaves. False where the pair is not the current one any more.</summary>
    public async Task<bool> AskedAsync(ConnectedCompany company)
    {
        if (company.AskedAt is not null) return await IsCurrentAsync(company); // the first one without an answer counts
        DateTimeOffset? now = clock.GetUtcNow();
        return await SetAskedAsync(company, now);
    }

    /// <summary>Intuit's answer to the last refresh says that it did nothing; an earlier one without an answer stays noted.</summary>
    public Task AnsweredAsync(ConnectedCompany company) => SetAskedAsync(company, company.AskedAt);

    /// <summary>Nobody replaced the pair since it was read.</summary>
    public async Task<bool> IsCurrentAsync(ConnectedCompany company)
    {
        await using var database = await databases.CreateDbContextAsync();
        return await database.TokenStates.AnyAsync(s => s.CredentialId == company.Id && s.Generation == company.Generation);
    }

    /// <summary>Stores the new pair, unless the pair was replaced otherwise (a person connected anew) since it was asked for.</summary>
    public async Task GrantedAsync(ConnectedCompany company, Rotation rotation)
    {
        _unwritten[(company.Id, company.Generation)] = rotation;
        await WriteAsync(company, (row, state) =>
        {
            Connection.Refresh(vault, row, state, rotation.Pair, rotation.Used, clock.GetUtcNow());
            if (rotation.Answer.RefreshTokenExpiresAt is { } refreshEnd) state.RefreshTokenExpiresAt = refreshEnd;
            if (rotation.Answer.ConsentEndsAt is { } consentEnd) state.ConsentEndsAt = consentEnd;
        });
        _unwritten.TryRemove((company.Id, company.Generation), out _);
        log.LogInformation("QuickBooks credential {Credential}: access token refreshed, valid until {ExpiresAt:u}", company.Id, rotation.Answer.ExpiresAt);
    }

    /// <summary>Marks that a person must connect again, unless the pair was replaced meanwhile.</summary>
    public async Task LostAsync(ConnectedCompany company, string reason)
    {
        if (await WriteAsync(company, (_, state) => Connection.Lose(state, reason)))
            log.LogInformation("QuickBooks credential {Credential}: the connection is lost", company.Id); // the alert says the rest, once
    }

    private async Task<bool> SetAskedAsync(ConnectedCompany company, DateTimeOffset? at)
    {
        await using var database = await databases.CreateDbContextAsync();
        return await database.TokenStates.Where(s => s.CredentialId == company.Id && s.Generation == company.Generation)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.AskedAt, at)) == 1;
    }

    // A row that others write at the same time is read again at once; a database that cannot be written is given a moment.
    private async Task<bool> WriteAsync(ConnectedCompany company, Action<IntegrationCredential, TokenState> change)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var database = await databases.CreateDbContextAsync();
                var row = await database.Credentials.SingleOrDefaultAsync(c => c.Id == company.Id);
                var state = await database.TokenStates.SingleOrDefaultAsync(s => s.CredentialId == company.Id);
                if (row is null || state is null || state.Generation != company.Generation) return false;
                change(row, state);
                row.Touch(clock.GetUtcNow());
                await database.SaveChangesAsync();
                announcer.Announce(row);
                return true;
            }
            catch (DbUpdateConcurrencyException) when (attempt < Attempts)
            {
            }
            catch (Exception e) when (e is DbUpdateException or DbException)
            {
                log.LogWarning("QuickBooks credential {Credential}: the new tokens could not be written, attempt {Attempt}: {Message}", company.Id, attempt, e.GetBaseException().Message);
                if (attempt == Attempts) throw Refusals.NotStored(company.Id, e);
                await Task.Delay(TimeSpan.FromMilliseconds(100 * attempt), clock);
            }
        }
    }
}
