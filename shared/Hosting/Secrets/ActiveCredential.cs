namespace Hosting.Secrets;

/// <summary>A credential as the Credentials service hands it to another service: in the clear, to be kept in memory and only briefly.</summary>
public sealed record ActiveCredential
{
    /// <summary>Id of the credential; for WooCommerce the store id.</summary>
    public required string Id { get; init; }

    /// <summary>The tenant.</summary>
    public required string TenantId { get; init; }

    /// <summary><c>woocommerce</c>, <c>quickbooks</c> or <c>supabase</c>.</summary>
    public required string Platform { get; init; }

    /// <summary>The fields by name, such as <c>consumer_key</c> or <c>project_url</c>. QuickBooks tokens are not among them.</summary>
    public required IReadOnlyDictionary<string, string> Fields { get; init; }

    /// <summary>A field that this platform always has.</summary>
    public string Field(string name) =>
        Fields.TryGetValue(name, out var value) ? value : throw new KeyNotFoundException($"The {Platform} credential '{Id}' has no {name}.");

    /// <summary>A field that may be missing.</summary>
    public string? FieldOrNull(string name) => Fields.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    /// <summary>Names the credential and no secret.</summary>
    public override string ToString() => $"{Platform} credential {Id}";
}
