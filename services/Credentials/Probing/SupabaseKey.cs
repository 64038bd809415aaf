using System.Buffers.Text;
using System.Text;
using Credentials.Refreshing;

namespace Credentials.Probing;

/// <summary>The kinds of key that Supabase gives out, told by their looks.</summary>
internal static class SupabaseKey
{
    /// <summary>Keys of the new kind are no JWT and go into <c>apikey</c> alone; the old kind needs <c>Authorization</c> too.</summary>
    public static bool IsJwt(string key) => key.StartsWith("eyJ", StringComparison.Ordinal);

    /// <summary>Why the key cannot be one that may write, or null.</summary>
    public static string? WrongKind(string key)
    {
        if (key.StartsWith("sb_publishable_", StringComparison.Ordinal))
            return "service_role_key holds a publishable key, which may not write. Take a secret key (sb_secret_...): dashboard, Project settings, API keys.";
        return IsJwt(key) && Role(key) is { } role and not "service_role"
            ? $"service_role_key holds the {role} key, which may not write. Take the service_role key, or a secret one (sb_secret_...): dashboard, Project settings, API keys."
            : null;
    }

    private static string? Role(string jwt)
    {
        if (jwt.Split('.') is not [_, var payload, _] || !Base64Url.IsValid(payload)) return null;
        return ((System.Text.Json.JsonElement?)Json.Object(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(payload)))).Text("role");
    }
}
