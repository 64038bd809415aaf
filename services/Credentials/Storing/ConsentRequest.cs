namespace Credentials.Storing;

/// <summary>A person was sent to Intuit for consent; the answer must bring back the state whose hash this is, once and in time.</summary>
internal sealed class ConsentRequest
{
    /// <summary>SHA-256 of the state, hex.</summary>
    public required string StateHash { get; init; }

    public required string CredentialId { get; init; }

    /// <summary>The address given to Intuit; the exchange of the code must name the same.</summary>
    public required string RedirectUri { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }
}
