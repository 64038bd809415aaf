using System.Text;
using System.Text.Json;

namespace Sandbox.Supabase.Rest;

/// <summary>
/// The keys of the stand-in project, in both kinds that Supabase has. They open nothing but this stand-in.
/// </summary>
public static class ProjectKeys
{
    /// <summary>New kind, role service_role.</summary>
    public const string Secret = "sb_secret_sandbox";

    /// <summary>New kind, role anon.</summary>
    public const string Publishable = "sb_publishable_sandbox";

    /// <summary>Legacy kind, role service_role.</summary>
    public const string LegacyServiceRole = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9"
        + ".eyJpc3MiOiJzdXBhYmFzZSIsInJlZiI6InNhbmRib3giLCJyb2xlIjoic2VydmljZV9yb2xlIiwiaWF0IjoxNzAwMDAwMDAwLCJleHAiOjIwOTAwMDAwMDB9"
        + ".1VdNeui3H6kalfUUdjF8sffBu8G0vqK_FkqCRF7Uq4c";

    /// <summary>Legacy kind, role anon.</summary>
    public const string LegacyAnon = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9"
        + ".eyJpc3MiOiJzdXBhYmFzZSIsInJlZiI6InNhbmRib3giLCJyb2xlIjoiYW5vbiIsImlhdCI6MTcwMDAwMDAwMCwiZXhwIjoyMDkwMDAwMDAwfQ"
        + ".OW9KLXRPAxf7oH0fU3S64HYMzk5utZM3NiLcSrzn96k";

    /// <summary>The role of a key that the project knows, or null.</summary>
    public static string? RoleOf(string key) => key switch
    {
        Secret or LegacyServiceRole => "service_role",
        Publishable or LegacyAnon => "anon",
        _ => null,
    };

    /// <summary>Whether a token that the project does not know says itself that its time is over.</summary>
    public static bool IsExpired(string jwt, DateTimeOffset now)
    {
        try
        {
            var claims = jwt.Split('.')[1].Replace('-', '+').Replace('_', '/');
            using var json = JsonDocument.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(claims.PadRight((claims.Length + 3) / 4 * 4, '='))));
            return json.RootElement.TryGetProperty("exp", out var expiry) && expiry.GetInt64() < now.ToUnixTimeSeconds();
        }
        catch (Exception unreadable) when (unreadable is FormatException or JsonException or InvalidOperationException or IndexOutOfRangeException)
        {
            return false;
        }
    }
}
