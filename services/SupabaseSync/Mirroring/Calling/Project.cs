using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using Hosting.Secrets;
using Syncing.Working;

namespace SupabaseSync.Mirroring.Calling;

/// <summary>A Supabase project as a credential names it: where its REST API is and which headers open it.</summary>
public sealed class Project
{
    private readonly string _key;

    private Project(Uri restBase, string key)
    {
        RestBase = restBase;
        _key = key;
    }

    /// <summary><c>https://{ref}.supabase.co/rest/v1</c>, without a slash at the end (PostgREST answers 404 PGRST125 to one).</summary>
    public Uri RestBase { get; }

    /// <summary>Reads <c>project_url</c> and <c>service_role_key</c>; else says what is wrong with them.</summary>
    public static bool TryRead(ActiveCredential credential, [NotNullWhen(true)] out Project? project, [NotNullWhen(false)] out Fault? fault)
    {
        project = null;
        fault = null;
        var key = credential.FieldOrNull("service_role_key")?.Trim();
        if (ReadUrl(credential.FieldOrNull("project_url")) is not { } restBase)
            fault = new Fault(FaultKind.Misconfigured, "bad_project_url",
                "The credential's project_url is not an address. It looks like https://abcdefghijkl.supabase.co (Supabase dashboard, Project settings, Data API).");
        else if (key is null)
            fault = new Fault(FaultKind.Unauthorised, "no_key", "The credential has no service_role_key. Make a secret key in the Supabase dashboard (Project settings, API keys).");
        else if (WhatIsWrong(key) is { } wrong)
            fault = new Fault(FaultKind.Unauthorised, "wrong_key", wrong);
        else
            project = new Project(restBase, key);
        return project is not null;
    }

    /// <summary>
    /// The key's headers. <c>sb_</c> keys are no JWTs and go on <c>apikey</c> only; legacy JWT keys go on both, because a self-hosted gateway
    /// takes a request without <c>Authorization</c> for an anonymous one.
    /// </summary>
    public void Sign(HttpRequestMessage request)
    {
        request.Headers.TryAddWithoutValidation("apikey", _key);
        if (!_key.StartsWith("sb_", StringComparison.Ordinal)) request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {_key}");
    }

    /// <summary>Names the address and no key.</summary>
    public override string ToString() => RestBase.ToString();

    private static Uri? ReadUrl(string? projectUrl)
    {
        var text = projectUrl?.Trim().TrimEnd('/') ?? "";
        if (text.EndsWith("/rest/v1", StringComparison.Ordinal)) text = text[..^"/rest/v1".Length];
        return Uri.TryCreate(text + "/rest/v1", UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.Host.Length > 0
            && uri.Query.Length == 0 && uri.Fragment.Length == 0 ? uri : null;
    }

    private static string? WhatIsWrong(string key)
    {
        const string fetch = "Put the project's secret key (sb_secret_..., or the legacy service_role key) into service_role_key.";
        if (key.Any(c => c is <= ' ' or > '~')) return $"The service_role_key holds characters that no key has, such as spaces or a line break. {fetch}";
        if (key.StartsWith("sb_secret_", StringComparison.Ordinal)) return null;
        if (key.StartsWith("sb_", StringComparison.Ordinal)) return $"The service_role_key is a publishable key, which may not write. {fetch}";
        if (!key.StartsWith("eyJ", StringComparison.Ordinal)) return $"The service_role_key is not a Supabase key. {fetch}";
        return RoleOf(key) is { } role && role != "service_role" ? $"The service_role_key is the project's {role} key, which may not write. {fetch}" : null;
    }

    private static string? RoleOf(string jwt)
    {
        try
        {
            var claims = jwt.Split('.')[1].Replace('-', '+').Replace('_', '/');
            using var json = JsonDocument.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(claims.PadRight((claims.Length + 3) / 4 * 4, '='))));
            return json.RootElement.TryGetProperty("role", out var role) ? role.GetString() : null;
        }
        catch (Exception unreadable) when (unreadable is FormatException or JsonException or IndexOutOfRangeException or InvalidOperationException)
        {
            return null; // the gateway judges it
        }
    }
}
