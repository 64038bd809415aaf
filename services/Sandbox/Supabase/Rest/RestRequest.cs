namespace Sandbox.Supabase.Rest;

/// <summary>A request that the gateway let in.</summary>
internal sealed record RestRequest(HttpRequest Http, string Path, string Role, RestBody Body)
{
    /// <summary>GET, POST, PATCH, DELETE or HEAD.</summary>
    public string Method => Http.Method;

    /// <summary>Whether a <c>Prefer</c> header, of several or with commas, asks for this.</summary>
    public bool Prefers(string preference) => Http.Headers["Prefer"]
        .SelectMany(header => (header ?? "").Split(',', StringSplitOptions.TrimEntries))
        .Contains(preference, StringComparer.Ordinal);

    /// <summary>A query parameter, or null.</summary>
    public string? Query(string name) => Http.Query[name].FirstOrDefault();
}
