using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Credentials.Refreshing;

/// <summary>An access token with the refresh token that came with it.</summary>
internal sealed record TokenPair
{
    /// <summary>Null where only a refresh token was entered.</summary>
    [JsonPropertyName("access_token")]
    public string? AccessToken { get; init; }

    [JsonPropertyName("refresh_token")]
    public required string RefreshToken { get; init; }

    /// <summary>End of the access token; null where unknown, which counts as over.</summary>
    [JsonPropertyName("expires_at")]
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Whether the access token holds for longer than <paramref name="margin"/> and is not the one that was refused.</summary>
    public bool Serves(string? refused, DateTimeOffset now, TimeSpan margin) =>
        AccessToken is not null && ExpiresAt - now > margin && !(refused is not null && Same(refused, AccessToken));

    private static bool Same(string one, string other) => CryptographicOperations.FixedTimeEquals(Hash(one), Hash(other));

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <summary>Never a token.</summary>
    public override string ToString() => $"token pair until {ExpiresAt:u}";
}
