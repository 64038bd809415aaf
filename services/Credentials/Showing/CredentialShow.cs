using System.Security.Cryptography;
using System.Text;
using Credentials.Connecting;
using Credentials.Entering;
using Credentials.Expiring;
using Credentials.Fields;
using Credentials.HandingOut;
using Credentials.Refreshing;
using Credentials.Refusing;
using Credentials.Sealing;
using Credentials.Storing;
using Microsoft.Extensions.Options;

namespace Credentials.Showing;

/// <summary>From row to view.</summary>
internal sealed class CredentialShow(Vault vault, IOptions<ExpiryOptions> options, TimeProvider clock)
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
            var pair = vault.Tokens(row);
            return view with { Credentials = Fields(row, state), OauthTokens = pair is null ? null : Tokens(pair), Connection = WithAccess(view.Connection, pair) };
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

    private static Dictionary<string, object> Tokens(TokenPair pair)
    {
        var shown = new Dictionary<string, object> { [FieldNames.RefreshToken] = Hidden(pair.RefreshToken) };
        if (pair.AccessToken is not null) shown[FieldNames.AccessToken] = Hidden(pair.AccessToken);
        if (pair.ExpiresAt is { } end) shown[FieldNames.ExpiresAt] = end;
        return shown;
    }

    private ConnectionView? Connection(IntegrationCredential row, TokenState? state) =>
        row.Platform != Platforms.QuickBooks ? null : new()
        {
            State = ConnectionLife.StateOf(state, clock.GetUtcNow(), options.Value.Days()!), Reason = state?.Reason, ConnectedAt = state?.ConnectedAt, RefreshedAt = state?.RefreshedAt,
            RefreshTokenExpiresAt = state?.RefreshTokenExpiresAt, RefreshTokenExpiresIn = Left(state?.RefreshTokenExpiresAt),
            ConsentEndsAt = state?.ConsentEndsAt, ConsentEndsIn = Left(state?.ConsentEndsAt), RefreshUnansweredSince = state?.AskedAt,
            ConnectUrl = ConnectLink.Of(row.Id),
        };

    private ConnectionView? WithAccess(ConnectionView? view, TokenPair? pair) =>
        view is null ? null : view with { AccessTokenExpiresAt = pair?.ExpiresAt, AccessTokenExpiresIn = Left(pair?.ExpiresAt) };

    private long? Left(DateTimeOffset? end) => end is { } at ? Math.Max(0, (long)(at - clock.GetUtcNow()).TotalSeconds) : null;

    private static SecretView Hidden(string secret) => new(true, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)))[^4..]);
}
