using Credentials.Refreshing;
using Credentials.Sealing;

namespace Credentials.Storing;

/// <summary>The steps in the life of a QuickBooks connection, each changing row and state together.</summary>
internal static class Connection
{
    /// <summary>A person gave consent, or entered tokens. The company's start is kept when the same one is connected again.</summary>
    public static void Connect(Vault vault, IntegrationCredential row, TokenState state, TokenPair pair, string realm, DateTimeOffset now)
    {
        // A pair of another company is no way back: it would open that company.
        var previous = row.RealmId == realm ? Current(vault, row) : null;
        if (row.RealmId != realm || state.ConnectedAt is null) state.ConnectedAt = now;
        row.RealmId = realm;
        vault.PutTokens(row, state, pair, previous);
        state.State = ConnectionState.Connected;
        state.Reason = null;
        state.ConsentedAt = now;
        state.RefreshedAt = null;
        state.RefreshTokenExpiresAt = null;
        state.ConsentEndsAt = null;
    }

    /// <summary>Intuit answered a refresh that was asked for with <paramref name="used"/>.</summary>
    public static void Refresh(Vault vault, IntegrationCredential row, TokenState state, TokenPair pair, TokenPair used, DateTimeOffset now)
    {
        // For about a day Intuit gives the same refresh token again; the way back is the last one that was another.
        vault.PutTokens(row, state, pair, used.RefreshToken != pair.RefreshToken ? used : Previous(vault, row, state));
        state.State = ConnectionState.Connected;
        state.Reason = null;
        state.RefreshedAt = now;
    }

    /// <summary>Intuit takes the refresh token no more.</summary>
    public static void Lose(TokenState state, string reason)
    {
        state.State = ConnectionState.Reconnect;
        state.Reason = reason.Length <= TokenState.LongestReason ? reason : reason[..TokenState.LongestReason]; // holds Intuit's own words
        state.AskedAt = null;
        state.Generation++;
    }

    /// <summary>The tokens are no longer of use. Where the company stays the same, its start does.</summary>
    public static void Disconnect(Vault vault, IntegrationCredential row, TokenState state, string reason, bool sameCompany)
    {
        vault.PutTokens(row, state, null, null);
        state.State = ConnectionState.NotConnected;
        state.Reason = reason;
        state.RefreshedAt = null;
        state.RefreshTokenExpiresAt = null;
        state.ConsentEndsAt = null;
        if (!sameCompany) state.ConnectedAt = null;
    }

    private static TokenPair? Current(Vault vault, IntegrationCredential row) => Readable(() => vault.Tokens(row));

    private static TokenPair? Previous(Vault vault, IntegrationCredential row, TokenState state) => Readable(() => vault.PreviousTokens(row, state));

    // What cannot be read is of no use as a way back.
    private static TokenPair? Readable(Func<TokenPair?> open)
    {
        try
        {
            return open();
        }
        catch (UnreadableException)
        {
            return null;
        }
    }
}
