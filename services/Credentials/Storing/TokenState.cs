namespace Credentials.Storing;

/// <summary>What is known of a QuickBooks credential's tokens besides the tokens: one row per QuickBooks credential.</summary>
internal sealed class TokenState
{
    public const int LongestReason = 1000;

    public required string CredentialId { get; init; }

    public ConnectionState State { get; set; }

    /// <summary>Why a person must connect again.</summary>
    public string? Reason { get; set; }

    /// <summary>Grows whenever the pair changes, and is the concurrency token: an answer to an older pair is never stored over a newer one.</summary>
    public int Generation { get; set; }

    /// <summary>Which process is asking Intuit for the next pair.</summary>
    public string? LeaseOwner { get; set; }

    /// <summary>Until when nobody else may ask.</summary>
    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>
    /// When a refresh with the current pair first left for Intuit, while no answer to it is stored: Intuit may have replaced the refresh
    /// token since. Written before the call.
    /// </summary>
    public DateTimeOffset? AskedAt { get; set; }

    /// <summary>The pair before the current one, sealed; only of the same company, so that it may be fallen back on.</summary>
    public string? PreviousTokensEncrypted { get; set; }

    /// <summary>When this company was first connected; connecting the same one again leaves it.</summary>
    public DateTimeOffset? ConnectedAt { get; set; }

    /// <summary>When a person last gave consent.</summary>
    public DateTimeOffset? ConsentedAt { get; set; }

    public DateTimeOffset? RefreshedAt { get; set; }

    /// <summary>When the refresh token ends if it is not used before.</summary>
    public DateTimeOffset? RefreshTokenExpiresAt { get; set; }

    /// <summary>When consent ends whatever is done (Intuit: five years).</summary>
    public DateTimeOffset? ConsentEndsAt { get; set; }
}
