using System.Text.Json;
using Credentials.Refreshing;
using Credentials.Sealing;

namespace Credentials.Storing;

/// <summary>Seals what goes into a row and opens what comes out of it. Every method that opens throws <see cref="UnreadableException"/>.</summary>
internal sealed class Vault(Sealer sealer)
{
    private const string Credentials = "integration_credentials";

    public IReadOnlyDictionary<string, string> Secrets(IntegrationCredential row) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(sealer.Open(row.CredentialsEncrypted, SecretsPlace(row)))!;

    public void PutSecrets(IntegrationCredential row, IReadOnlyDictionary<string, string> secrets) =>
        row.CredentialsEncrypted = sealer.Seal(JsonSerializer.Serialize(secrets), SecretsPlace(row));

    public TokenPair? Tokens(IntegrationCredential row) =>
        row.OauthTokensEncrypted is { } value ? JsonSerializer.Deserialize<TokenPair>(sealer.Open(value, TokensPlace(row))) : null;

    public TokenPair? PreviousTokens(IntegrationCredential row, TokenState state) =>
        state.PreviousTokensEncrypted is { } value ? JsonSerializer.Deserialize<TokenPair>(sealer.Open(value, PreviousPlace(row))) : null;

    /// <summary>Makes <paramref name="pair"/> the current one, with <paramref name="previous"/> to fall back on.</summary>
    public void PutTokens(IntegrationCredential row, TokenState state, TokenPair? pair, TokenPair? previous)
    {
        row.OauthTokensEncrypted = pair is null ? null : sealer.Seal(JsonSerializer.Serialize(pair), TokensPlace(row));
        state.PreviousTokensEncrypted = previous is null ? null : sealer.Seal(JsonSerializer.Serialize(previous), PreviousPlace(row));
        state.AskedAt = null;
        state.Generation++;
    }

    /// <summary>Seals again, under the first key of the ring, what is sealed under another. False where nothing had to be done.</summary>
    public bool Reseal(IntegrationCredential row, TokenState? state)
    {
        var credentials = Resealed(row.CredentialsEncrypted, SecretsPlace(row));
        var tokens = Resealed(row.OauthTokensEncrypted, TokensPlace(row));
        var previous = Resealed(state?.PreviousTokensEncrypted, PreviousPlace(row));
        if (credentials is not null) row.CredentialsEncrypted = credentials;
        if (tokens is not null) row.OauthTokensEncrypted = tokens;
        if (previous is not null) state!.PreviousTokensEncrypted = previous;
        return credentials is not null || tokens is not null || previous is not null;
    }

    /// <summary>Opens everything in the row, to see whether it can be.</summary>
    public void Check(IntegrationCredential row)
    {
        sealer.Open(row.CredentialsEncrypted, SecretsPlace(row));
        if (row.OauthTokensEncrypted is { } tokens) sealer.Open(tokens, TokensPlace(row));
    }

    private string? Resealed(string? value, SealedPlace place) =>
        value is null || sealer.IsCurrent(value) ? null : sealer.Seal(sealer.Open(value, place), place);

    private static SealedPlace SecretsPlace(IntegrationCredential row) => new(Credentials, "credentials_encrypted", row.Id, row.TenantId, row.Platform);

    private static SealedPlace TokensPlace(IntegrationCredential row) => new(Credentials, "oauth_tokens_encrypted", row.Id, row.TenantId, row.Platform);

    private static SealedPlace PreviousPlace(IntegrationCredential row) => new("token_states", "previous_tokens_encrypted", row.Id, row.TenantId, row.Platform);
}
