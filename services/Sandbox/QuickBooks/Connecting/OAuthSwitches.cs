using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Connecting;

/// <summary>How the authorization server behaves; set by control.</summary>
internal sealed record OAuthSwitches
{
    /// <summary>Seconds for which a refresh token that was replaced still works: 0 in newer sources, 86400 in older ones.</summary>
    public int RefreshGraceSeconds { get; init; }

    /// <summary>Lifetime of an access token in seconds.</summary>
    public int AccessTokenSeconds { get; init; } = 3600;

    /// <summary>The company that the user chooses on the consent page.</summary>
    public string ConnectRealm { get; init; } = Companies.DefaultRealm;
}
