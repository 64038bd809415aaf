using Sandbox.Supabase.Rows;

namespace Sandbox.Supabase.Rest;

/// <summary>What stands before PostgREST: it looks at <c>apikey</c>, and its own refusals have no <c>code</c>.</summary>
internal static class Gateway
{
    /// <summary>The role that the request runs as, or the refusal. Throws PostgREST's error for a bad bearer token.</summary>
    public static (string? Role, RestAnswer? Refusal) Admit(HttpRequest request, DateTimeOffset now)
    {
        var key = request.Headers["apikey"].FirstOrDefault() ?? request.Query["apikey"].FirstOrDefault();
        if (string.IsNullOrEmpty(key))
            return (null, RestAnswer.GatewayRefusal("No API key found in request", "No `apikey` request header or url param was found."));
        if (ProjectKeys.RoleOf(key) is not { } role)
            return (null, RestAnswer.GatewayRefusal("Invalid API key", "Double check your Supabase `anon` or `service_role` API key."));
        if (key == ProjectKeys.Secret && request.Headers.UserAgent.ToString().Contains("Mozilla", StringComparison.Ordinal))
            return (null, RestAnswer.GatewayRefusal("Forbidden use of secret API key in browser",
                "Secret API keys can only be used in a protected environment and should never be used in a browser. Delete this secret API key immediately."));

        var authorization = request.Headers.Authorization.ToString();
        var bearer = authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? authorization["Bearer ".Length..].Trim() : "";
        if (key.StartsWith("sb_", StringComparison.Ordinal))
            return (bearer.Length == 0 || bearer == key ? role : RoleOfToken(bearer, now), null);
        // A legacy key names the role only as a bearer token: with apikey alone the request is anonymous.
        return (bearer.Length == 0 || bearer.StartsWith("sb_", StringComparison.Ordinal) ? "anon" : RoleOfToken(bearer, now), null);
    }

    private static string RoleOfToken(string token, DateTimeOffset now)
    {
        var parts = token.Split('.').Length;
        if (parts != 3) throw new PgError("PGRST301", $"Expected 3 parts in JWT; got {parts}");
        if (ProjectKeys.RoleOf(token) is { } role) return role;
        throw ProjectKeys.IsExpired(token, now)
            ? new PgError("PGRST303", "JWT expired")
            : new PgError("PGRST301", "No suitable key or wrong key type", "None of the keys was able to decode the JWT");
    }
}
