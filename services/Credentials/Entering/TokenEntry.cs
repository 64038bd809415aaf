using System.Text.Json;
using Credentials.Fields;
using Credentials.Refreshing;
using Credentials.Storing;

namespace Credentials.Entering;

/// <summary>QuickBooks tokens that a person enters, instead of connecting over Intuit's page.</summary>
internal static class TokenEntry
{
    /// <summary>What entered tokens cannot do without.</summary>
    public static IEnumerable<string> Missing(CredentialRequest request, IReadOnlyDictionary<string, string> fields)
    {
        if (!Given(request)) yield break;
        if (Text(request, FieldNames.RefreshToken) is null) yield return $"oauth_tokens.{FieldNames.RefreshToken}";
        if (!fields.ContainsKey(FieldNames.RealmId)) yield return $"credentials.{FieldNames.RealmId}";
    }

    /// <summary>Lays in the entered pair; without one, tokens of another company than <paramref name="realm"/> are taken out of use.</summary>
    public static void Apply(Vault vault, IntegrationCredential row, TokenState state, CredentialRequest request, string? realm, DateTimeOffset now)
    {
        if (Given(request))
        {
            var pair = new TokenPair
            {
                RefreshToken = Text(request, FieldNames.RefreshToken)!,
                AccessToken = Text(request, FieldNames.AccessToken),
                ExpiresAt = Text(request, FieldNames.ExpiresAt) is { } text ? FieldChecks.ToInstant(text) : null,
            };
            Connection.Connect(vault, row, state, pair, realm!, now);
        }
        else if (realm != row.RealmId && row.OauthTokensEncrypted is not null)
        {
            Connection.Disconnect(vault, row, state, "The company was changed after it was connected.", sameCompany: false);
        }
    }

    private static bool Given(CredentialRequest request) =>
        request.OauthTokens is { ValueKind: JsonValueKind.Object } tokens && tokens.EnumerateObject().Any(token => token.Value.ValueKind == JsonValueKind.String);

    private static string? Text(CredentialRequest request, string name) =>
        request.OauthTokens!.Value.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
