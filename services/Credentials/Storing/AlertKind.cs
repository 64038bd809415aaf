namespace Credentials.Storing;

/// <summary>What a person must look after.</summary>
internal enum AlertKind
{
    /// <summary>Intuit takes the refresh token no more: the company must be connected again.</summary>
    ReconnectRequired,

    /// <summary>The refresh token ends soon, because it could not be refreshed for a long time.</summary>
    RefreshTokenEnding,

    /// <summary>The consent ends soon (five years after it was given), whatever is refreshed.</summary>
    ConsentEnding,
}
