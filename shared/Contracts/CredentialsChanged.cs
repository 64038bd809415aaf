namespace Contracts;

/// <summary>A credential was written, removed, connected or refreshed: whoever cached it drops it. Carries no secret.</summary>
public sealed record CredentialsChanged
{
    /// <summary>The credential.</summary>
    public string CredentialId { get; init; } = "";

    /// <summary>Its tenant.</summary>
    public string TenantId { get; init; } = "";

    /// <summary><c>woocommerce</c>, <c>quickbooks</c> or <c>supabase</c>.</summary>
    public string Platform { get; init; } = "";
}
