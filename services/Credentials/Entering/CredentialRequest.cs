using System.Text.Json;
using System.Text.Json.Serialization;

namespace Credentials.Entering;

/// <summary>
/// The body of a PUT, not yet looked at: any JSON is let in, so that the answer can name what is of the wrong type.
/// </summary>
internal sealed record CredentialRequest
{
    /// <summary>Only in an import file; else the address says it.</summary>
    public JsonElement? Id { get; init; }

    public JsonElement? TenantId { get; init; }

    public JsonElement? Platform { get; init; }

    public JsonElement? Credentials { get; init; }

    public JsonElement? OauthTokens { get; init; }

    public JsonElement? IsActive { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; init; }

    public string? PlatformText => Text(Platform);

    public string? TenantText => Text(TenantId);

    public string? IdText => Text(Id);

    /// <summary>Never the fields.</summary>
    public override string ToString() => $"{PlatformText} credential";

    private static string? Text(JsonElement? value) => value is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
