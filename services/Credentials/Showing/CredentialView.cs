namespace Credentials.Showing;

/// <summary>A credential as the API shows it: never a secret.</summary>
internal sealed record CredentialView
{
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    public required string Platform { get; init; }

    public required bool IsActive { get; init; }

    /// <summary>Fields by name: text where it is no secret, else <see cref="SecretView"/>. Null where they cannot be read.</summary>
    public IReadOnlyDictionary<string, object>? Credentials { get; init; }

    public IReadOnlyDictionary<string, object>? OauthTokens { get; init; }

    /// <summary>QuickBooks only.</summary>
    public ConnectionView? Connection { get; init; }

    /// <summary>Code and cause where the secrets cannot be read.</summary>
    public ProblemView? Problem { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>That a secret is there; <paramref name="Hash"/>, the last four hex digits of its SHA-256, tells two of them apart.</summary>
internal sealed record SecretView(bool Set, string Hash);

/// <summary>How things stand with the company.</summary>
internal sealed record ConnectionView
{
    public required Storing.ConnectionState State { get; init; }

    public string? Reason { get; init; }

    public DateTimeOffset? ConnectedAt { get; init; }

    public DateTimeOffset? RefreshedAt { get; init; }

    public DateTimeOffset? AccessTokenExpiresAt { get; init; }

    /// <summary>Seconds, none left is 0; so for the others.</summary>
    public long? AccessTokenExpiresIn { get; init; }

    public DateTimeOffset? RefreshTokenExpiresAt { get; init; }

    public long? RefreshTokenExpiresIn { get; init; }

    public DateTimeOffset? ConsentEndsAt { get; init; }

    public long? ConsentEndsIn { get; init; }

    /// <summary>Since when a refresh is without an answer; Intuit may have replaced the refresh token since.</summary>
    public DateTimeOffset? RefreshUnansweredSince { get; init; }

    /// <summary>Where to begin connecting.</summary>
    public required string ConnectUrl { get; init; }
}

internal sealed record ProblemView(string Code, string Detail);
