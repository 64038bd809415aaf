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
    private readonly ConcurrentDictionary<(string Id, int Generation), TokenAnswer.Granted> _unwritten = new();

    /// <summary>An answer to this generation that is still to be written, or null.</summary>
    public TokenAnswer.Granted? Unwritten(string id, int generation) => _unwritten.GetValueOrDefault((id, generation));

    /// <summary>Stores the new pair, unless the pair was replaced otherwise (a person connected anew) since it was asked for.</summary>
    public async Task GrantedAsync(ConnectedCompany company, TokenAnswer.Granted answer)
    {
        _unwritten[(company.Id, company.Generation)] = answer;
        await WriteAsync(company, (row, state) =>
        {
            Connection.Refresh(vault, row, state, answer.After(company.Pair.RefreshToken), clock.GetUtcNow());
            if (answer.RefreshTokenExpiresAt is not null) state.RefreshTokenExpiresAt = answer.RefreshTokenExpiresAt;
            if (answer.ConsentEndsAt is not null) state.ConsentEndsAt = answer.ConsentEndsAt;
        });
        _unwritten.TryRemove((company.Id, company.Generation), out _);
        log.LogInformation("QuickBooks credential {Credential}: access token refreshed, valid until {ExpiresAt:u}", company.Id, answer.ExpiresAt);
    }

    /// <summary>Marks that a person must connect again.</summary>
    public async Task LostAsync(ConnectedCompany company, string reason)
    {
        await WriteAsync(company, (_, state) => Connection.Lose(state, reason));
        log.LogError("QuickBooks credential {Credential} must be connected again: {Reason}", company.Id, reason);
    }

    // A row that others write at the same time is read again at once; a database that cannot be written is given a moment.
    private async Task WriteAsync(ConnectedCompany company, Action<IntegrationCredential, TokenState> change)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var database = await databases.CreateDbContextAsync();
                var row = await database.Credentials.SingleOrDefaultAsync(c => c.Id == company.Id);
                var state = await database.TokenStates.SingleOrDefaultAsync(s => s.CredentialId == company.Id);
                if (row is null || state is null || state.Generation != company.Generation) return;
                change(row, state);
                row.Touch(clock.GetUtcNow());
                await database.SaveChangesAsync();
                announcer.Announce(row);
                return;
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
