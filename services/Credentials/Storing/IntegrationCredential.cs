namespace Credentials.Storing;

/// <summary>One row of <c>integration_credentials</c>.</summary>
internal sealed class IntegrationCredential
{
    /// <summary>For WooCommerce the store id.</summary>
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    /// <summary><see cref="Fields.Platforms"/>.</summary>
    public required string Platform { get; init; }

    /// <summary>The fields that stand in no column of their own, sealed.</summary>
    public string CredentialsEncrypted { get; set; } = "";

    /// <summary>The token pair, sealed; null where no company was connected.</summary>
    public string? OauthTokensEncrypted { get; set; }

    public string? RealmId { get; set; }

    public string? StoreUrl { get; set; }

    public string? ProjectUrl { get; set; }

    public bool IsActive { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Only ever grows, and is the concurrency token: a writer who read an older row fails.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    public void Touch(DateTimeOffset now) => UpdatedAt = now > UpdatedAt ? now : UpdatedAt.AddTicks(1);
}
