using System.Security.Cryptography;
using System.Text;
using Credentials.Entering;
using Credentials.Fields;
using Credentials.HandingOut;
using Credentials.Refusing;
using Credentials.Sealing;
using Credentials.Storing;

namespace Credentials.Showing;

/// <summary>From row to view.</summary>
internal sealed class CredentialShow(Vault vault, TimeProvider clock)
{
    /// <summary>A row that cannot be opened is shown as such, with code and cause.</summary>
    public CredentialView View(IntegrationCredential row, TokenState? state)
    {
        var view = new CredentialView
        {
            Id = row.Id, TenantId = row.TenantId, Platform = row.Platform, IsActive = row.IsActive,
            CreatedAt = row.CreatedAt, UpdatedAt = row.UpdatedAt, Connection = Connection(row, state),
        };
        try
        {
            return view with { Credentials = Fields(row, state), OauthTokens = Tokens(row) };
        }
        catch (UnreadableException e)
        {
            var refusal = Refusals.Unreadable(row.Id, e);
            return view with { Problem = new(refusal.Code, refusal.Message) };
        }
    }

    private Dictionary<string, object> Fields(IntegrationCredential row, TokenState? state)
    {
        var rules = FieldRules.OfCredentials(row.Platform);
        return UsableFields.Of(vault, row, state, clock.GetUtcNow())
            .ToDictionary(field => field.Key, field => rules.FirstOrDefault(rule => rule.Name == field.Key) is { Secret: true } ? Hidden(field.Value) : (object)field.Value);
    }

    private Dictionary<string, object>? Tokens(IntegrationCredential row)
    {
        if (vault.Tokens(row) is not { } pair) return null;
        var shown = new Dictionary<string, object> { [FieldNames.RefreshToken] = Hidden(pair.RefreshToken) };
        if (pair.AccessToken is not null) shown[FieldNames.AccessToken] = Hidden(pair.AccessToken);
        if (pair.ExpiresAt is { } end) shown[FieldNames.ExpiresAt] = end;
        return shown;
    }

    private static ConnectionView? Connection(IntegrationCredential row, TokenState? state) =>
        row.Platform != Platforms.QuickBooks ? null : new()
        {
            State = state?.State ?? ConnectionState.NotConnected, Reason = state?.Reason, ConnectedAt = state?.ConnectedAt, RefreshedAt = state?.RefreshedAt,
            RefreshTokenExpiresAt = state?.RefreshTokenExpiresAt, ConsentEndsAt = state?.ConsentEndsAt,
            ConnectUrl = $"/api/credentials/quickbooks/connect?credential_id={Uri.EscapeDataString(row.Id)}",
        };

    private static SecretView Hidden(string secret) => new(true, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)))[^4..]);
}
