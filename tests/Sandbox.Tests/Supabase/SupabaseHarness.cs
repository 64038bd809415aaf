using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Sandbox.Supabase;
using Sandbox.Supabase.Rest;

namespace Sandbox.Tests.Supabase;

/// <summary>The stand-in project over HTTP, asked as the secret key unless a test says otherwise.</summary>
public sealed class SupabaseHarness : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http = new();

    private SupabaseHarness(WebApplication app) => _app = app;

    public string Url { get; private set; } = "";

    public static async Task<SupabaseHarness> StartAsync(string? file = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        builder.Services.AddSupabaseProject(file);
        var harness = new SupabaseHarness(builder.Build());
        harness._app.UseRouting();
        harness._app.MapGroup("/supabase").MapSupabaseProject();
        await harness._app.StartAsync();
        harness.Url = harness._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/supabase";
        return harness;
    }

    public async Task<Answer> SendAsync(string method, string path, string? body = null, string? prefer = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"{Url}{path}");
        if (body is not null) request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        if (prefer is not null) request.Headers.Add("Prefer", prefer);
        foreach (var (name, value) in headers.Length > 0 ? headers : [("apikey", ProjectKeys.Secret)])
            if (!request.Headers.TryAddWithoutValidation(name, value)) request.Content!.Headers.TryAddWithoutValidation(name, value);
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        string? Header(string name) => response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values) ? string.Join(", ", values) : null;
        return new Answer((int)response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text), Header("Content-Range"), Header("Proxy-Status"), Header("Retry-After"), Header("WWW-Authenticate"));
    }

    public Task<Answer> UpsertAsync(string rows, string prefer = "resolution=merge-duplicates", string query = "on_conflict=store_id,woo_id") =>
        SendAsync("POST", $"/rest/v1/products?{query}", rows, prefer);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    public sealed record Answer(int Status, JsonNode? Body, string? ContentRange, string? ProxyStatus, string? RetryAfter, string? Authenticate)
    {
        public string? Code => (Body as JsonObject)?["code"]?.GetValue<string>();

        public string? Message => (Body as JsonObject)?["message"]?.GetValue<string>();
    }
}
