namespace Credentials.Refreshing;

/// <summary>A definite answer of Intuit's token endpoint.</summary>
internal abstract record TokenAnswer
{
    /// <summary>Tokens. <see cref="RefreshToken"/> is null where the answer held none, which leaves the old one in use.</summary>
    public sealed record Granted(string AccessToken, DateTimeOffset ExpiresAt, string? RefreshToken, DateTimeOffset? RefreshTokenExpiresAt, DateTimeOffset? ConsentEndsAt) : TokenAnswer
    {
        public TokenPair After(string oldRefreshToken) =>
            new() { AccessToken = AccessToken, RefreshToken = RefreshToken ?? oldRefreshToken, ExpiresAt = ExpiresAt };

        /// <summary>Never a token.</summary>
        public override string ToString() => $"granted until {ExpiresAt:u}";
    }

    /// <summary><c>invalid_grant</c>: the refresh token or the code is of no use any more.</summary>
    public sealed record GrantRefused(string Description) : TokenAnswer;

    /// <summary><c>invalid_client</c>: the app's id or secret is wrong.</summary>
    public sealed record ClientRefused : TokenAnswer;
}
