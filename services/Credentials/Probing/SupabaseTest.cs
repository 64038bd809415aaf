using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Credentials.Fields;
using Credentials.Refreshing;

namespace Credentials.Probing;

/// <summary>Asks the project's Data API who the key is, which schema is there and which rights are missing.</summary>
internal sealed class SupabaseTest(IHttpClientFactory clients)
{
    /// <summary>The version that <c>sync_schema_status()</c> of services/SupabaseSync/Schema answers.</summary>
    private const int SchemaVersion = 1;

    private const string Files = "0001_tables.sql, 0002_guards.sql, 0003_records.sql, 0004_batches.sql, 0005_access.sql and 0006_versions.sql of services/SupabaseSync/Schema, in this order (SQL editor or supabase db push; twice does no harm)";

    public async Task<List<TestCheck>> RunAsync(IReadOnlyDictionary<string, string> fields, CancellationToken cancel)
    {
        var project = new Uri(fields[FieldNames.ProjectUrl]);
        var key = fields[FieldNames.ServiceRoleKey];
        if (project.Scheme == "http" && !IsNear(project))
            return [TestCheck.Bad("address", "project_url is plain http: the key, which opens the whole project, would travel readable to all between. It was not sent; use https://.")];
        if (SupabaseKey.WrongKind(key) is { } wrong) return [TestCheck.Bad("key", wrong)];
        try
        {
            List<TestCheck> checks = [await ApiAsync(project, key, cancel)];
            if (checks[0].Ok) checks.Add(await SchemaAsync(project, key, cancel));
            return checks;
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return [TestCheck.Bad("address", $"{project} did not answer: {e.Message} Is project_url right, and is the project not paused or deleted?")];
        }
    }

    private async Task<TestCheck> ApiAsync(Uri project, string key, CancellationToken cancel)
    {
        using var response = await SendAsync(HttpMethod.Get, project, "/rest/v1/", null, key, cancel);
        var status = (int)response.StatusCode;
        if (status == 200) return TestCheck.Good("api", $"{project} answers and takes the key.");
        return Refused(project, response, Json.Object(await response.Content.ReadAsStringAsync(cancel)));
    }

    private async Task<TestCheck> SchemaAsync(Uri project, string key, CancellationToken cancel)
    {
        using var response = await SendAsync(HttpMethod.Post, project, "/rest/v1/rpc/sync_schema_status", JsonContent.Create(new { }), key, cancel);
        var json = Json.Object(await response.Content.ReadAsStringAsync(cancel));
        if (response.StatusCode == HttpStatusCode.OK && json is { } status) return Schema(status);
        return json.Text("code") switch
        {
            "PGRST202" or "PGRST205" or "42P01" or "42883" => TestCheck.Bad("schema", $"The project has not the platform's tables and functions. Apply {Files}."),
            "42501" => TestCheck.Bad("grants", "The key may not use the platform's functions (42501): since 2026 a project grants nothing by itself. Apply 0005_access.sql of services/SupabaseSync/Schema (SQL editor)."),
            _ => Refused(project, response, json),
        };
    }

    private static TestCheck Schema(JsonElement status)
    {
        var version = status.TryGetProperty("version", out var value) && value.TryGetInt32(out var number) ? number : 0;
        if (version < SchemaVersion) return TestCheck.Bad("schema", $"The project has version {version} of the platform's schema; version {SchemaVersion} is needed. Apply {Files}.");
        var missing = status.TryGetProperty("missing_grants", out var grants) && grants.ValueKind == JsonValueKind.Array ? string.Join(", ", grants.EnumerateArray()) : "";
        return missing.Length > 0
            ? TestCheck.Bad("grants", $"The key may not {missing} (table:right). Apply 0005_access.sql of services/SupabaseSync/Schema (SQL editor).")
            : TestCheck.Good("schema", $"Schema version {version}, role {((JsonElement?)status).Text("role")}, every right is there.");
    }

    private static TestCheck Refused(Uri project, HttpResponseMessage response, JsonElement? json)
    {
        var code = json.Text("code");
        var status = (int)response.StatusCode;
        return (status, code) switch
        {
            (_, "PGRST303") => TestCheck.Bad("key", "service_role_key has expired. Make a new secret key: dashboard, Project settings, API keys."),
            (_, "PGRST106") => TestCheck.Bad("schema", "The Data API does not show the schema public: dashboard, Project settings, Data API, Exposed schemas."),
            (_, "42501") => TestCheck.Bad("key", "The key has not the rights of service_role (42501): is it the publishable or anon key? Take a secret key: dashboard, Project settings, API keys."),
            (401 or 403, _) => TestCheck.Bad("key", $"The project does not accept service_role_key ({status}{(code is null ? "" : $", {code}")}): it is of another project, was deleted, or was not pasted whole. Dashboard, Project settings, API keys."),
            (402, _) => TestCheck.Bad("project", "Supabase has restricted the project (402: quota used up or bill unpaid). See Billing in its dashboard."),
            (540, _) => TestCheck.Bad("project", "The project is paused (540), as Supabase does with unused free ones. Restore it in its dashboard."),
            ( >= 300 and < 400, _) => TestCheck.Bad("address", $"{project} redirects to {response.Headers.Location}; redirects are not followed. Set project_url to the address it leads to."),
            ( >= 500, _) => TestCheck.Bad("project", $"The project's database is away or busy ({status}{(code is null ? "" : $", {code}")}); try again."),
            _ => TestCheck.Bad("address", $"{project} answered {status}, as no Supabase project does. project_url looks like https://abcdefghijkl.supabase.co, without a path."),
        };
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, Uri project, string path, HttpContent? body, string key, CancellationToken cancel)
    {
        using var client = clients.CreateClient(ProbingSetup.HttpClientName);
        using var request = new HttpRequestMessage(method, project.AbsoluteUri.TrimEnd('/') + path) { Content = body };
        request.Headers.Add("apikey", key);
        if (SupabaseKey.IsJwt(key)) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return await client.SendAsync(request, cancel);
    }

    // On this machine or network, where a project one runs oneself has no certificate.
    private static bool IsNear(Uri url) =>
        url.IsLoopback || !url.Host.Contains('.') || url.Host.EndsWith(".local", StringComparison.OrdinalIgnoreCase) || url.Host.EndsWith(".internal", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(url.Host, out var ip) && ip.GetAddressBytes() is [10, ..] or [192, 168, ..] or [172, >= 16 and < 32, ..]);
}
