using System.Collections.Concurrent;
using Hosting.Secrets;
using Syncing.Working;

namespace QboSync.Talking;

/// <summary>
/// Access tokens of companies, kept in memory until one is refused, at most <see cref="KeepFor"/>: Credentials alone refreshes them, and is
/// told which one was refused, so that many refusals at once make one refresh.
/// </summary>
public sealed class AccessTokens(CredentialsClient credentials, TimeProvider clock)
{
    /// <summary>Far below the hour that a token lives.</summary>
    public static readonly TimeSpan KeepFor = TimeSpan.FromMinutes(10);

    // By company too: a credential may be connected to another one.
    private readonly ConcurrentDictionary<(string CredentialId, string Realm), (string Token, DateTimeOffset Until)> _kept = new();

    /// <summary>The token to use now.</summary>
    /// <exception cref="FaultException">There is none to be had.</exception>
    public async Task<string> CurrentAsync(string credentialId, string realm, CancellationToken cancel) =>
        _kept.TryGetValue((credentialId, realm), out var kept) && kept.Until > clock.GetUtcNow()
            ? kept.Token
            : await AskAsync(credentialId, realm, null, cancel);

    /// <summary>The token to use after <paramref name="refused"/> was answered 401.</summary>
    /// <exception cref="FaultException">There is none to be had.</exception>
    public async Task<string> InsteadOfAsync(string credentialId, string realm, string refused, CancellationToken cancel) =>
        _kept.TryGetValue((credentialId, realm), out var kept) && kept.Token != refused
            ? kept.Token
            : await AskAsync(credentialId, realm, refused, cancel);

    /// <summary>Forgets a token that does not open its company: the next call asks again.</summary>
    public void Forget(string credentialId, string realm) => _kept.TryRemove((credentialId, realm), out _);

    private async Task<string> AskAsync(string credentialId, string realm, string? refused, CancellationToken cancel)
    {
        try
        {
            var token = await credentials.AccessTokenAsync(credentialId, refused, cancel);
            _kept[(credentialId, realm)] = (token, clock.GetUtcNow() + KeepFor);
            return token;
        }
        catch (ReconnectRequiredException e)
        {
            throw new FaultException(new Fault(FaultKind.Unauthorised, "reconnect_required",
                $"QuickBooks must be connected again: {e.Message} Nothing was booked; the records then go on by themselves."), e);
        }
        catch (CredentialsUnavailableException e)
        {
            throw new FaultException(new Fault(FaultKind.Transient, "credentials_unavailable",
                $"The access to QuickBooks cannot be looked up at the moment: {e.Message} Nothing was booked; it is tried again by itself."), e);
        }
    }
}
