using Credentials.Refreshing;

namespace Credentials.Storing;

/// <summary>The steps in the life of a QuickBooks connection, each changing row and state together.</summary>
internal static class Connection
{
    /// <summary>A person gave consent, or entered tokens. The company's start is kept when the same one is connected again.</summary>
    public static void Connect(Vault vault, IntegrationCredential row, TokenState state, TokenPair pair, string realm, DateTimeOffset now)
    {
        if (row.RealmId != realm || state.ConnectedAt is null) state.ConnectedAt = now;
        row.RealmId = realm;
        vault.PutTokens(row, state, pair);
        state.State = ConnectionState.Connected;
        state.Reason = null;
        state.ConsentedAt = now;
        state.RefreshTokenExpiresAt = null;
        state.ConsentEndsAt = null;
    }

    /// <summary>Intuit answered a refresh.</summary>
    public static void Refresh(Vault vault, IntegrationCredential row, TokenState state, TokenPair pair, DateTimeOffset now)
    {
        vault.PutTokens(row, state, pair);
        state.State = ConnectionState.Connected;
        state.Reason = null;
        state.RefreshedAt = now;
    }

    /// <summary>Intuit takes the refresh token no more.</summary>
    public static void Lose(TokenState state, string reason)
    {
        state.State = ConnectionState.Reconnect;
        state.Reason = reason.Length <= TokenState.LongestReason ? reason : reason[..TokenState.LongestReason]; // holds Intuit's own words
        state.Generation++;
    }

    /// <summary>The tokens are no longer of use.</summary>
    public static void Disconnect(Vault vault, IntegrationCredential row, TokenState state, string reason)
    {
        vault.PutTokens(row, state, null);
        state.State = ConnectionState.NotConnected;
        state.Reason = reason;
        state.ConnectedAt = null;
    }
}
