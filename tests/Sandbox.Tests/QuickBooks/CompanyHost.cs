using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sandbox.QuickBooks;

namespace Sandbox.Tests.QuickBooks;

/// <summary>The QuickBooks stand-in on a port of its own, and a connected client of it.</summary>
internal sealed class CompanyHost : IAsyncDisposable
{
    public const string Realm = "9130350000000001";

    private readonly WebApplication _app;
    private string _refresh = "sandbox-refresh-1";

    private CompanyHost(WebApplication app, TestClock clock, HttpClient http)
    {
        (_app, Clock, Http) = (app, clock, http);
    }

    public TestClock Clock { get; }

    /// <summary>A plain client of the stand-in's root; it sends what a test gives it and nothing else.</summary>
    public HttpClient Http { get; }

    public string AccessToken { get; private set; } = "";

    public static async Task<CompanyHost> Start(string? file = null, TestClock? clock = null, string? refresh = "sandbox-refresh-1")
    {
        clock ??= new TestClock();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddQuickBooksCompany(file);
        var app = builder.Build();
        app.MapGroup("/quickbooks").MapQuickBooksCompany();
        await app.StartAsync(TestContext.Current.CancellationToken);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(address + "/quickbooks/") };
        var host = new CompanyHost(app, clock, http);
        if (refresh is null) return host;
        host._refresh = refresh;
        await host.Connect();
        return host;
    }

    /// <summary>Refreshes and uses the new access token from now on; returns the reply.</summary>
    public async Task<JsonObject> Connect(string? refresh = null)
    {
        _refresh = refresh ?? _refresh;
        var (status, body) = await Token(new() { ["grant_type"] = "refresh_token", ["refresh_token"] = _refresh });
        Assert.Equal(HttpStatusCode.OK, status);
        (AccessToken, _refresh) = ((string)body["access_token"]!, (string)body["refresh_token"]!);
        return body;
    }

    /// <summary>An access token for another refresh token, such as that of a second company.</summary>
    public async Task<string> TokenOf(string refreshToken) =>
        (string)(await Token(new() { ["grant_type"] = "refresh_token", ["refresh_token"] = refreshToken })).Body["access_token"]!;

    public string RefreshToken => _refresh;

    public async Task<(HttpStatusCode Status, JsonObject Body)> Token(Dictionary<string, string> form, string client = "sandbox-client:sandbox-secret")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "oauth2/v1/tokens/bearer") { Content = new FormUrlEncodedContent(form) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(client)));
        return await Send(request);
    }

    /// <summary>POST of an entity, its path segment with any query after it.</summary>
    public Task<(HttpStatusCode Status, JsonObject Body)> Post(string path, string json, string contentType = "application/json", string realm = Realm, string? token = null)
    {
        var request = Api(HttpMethod.Post, path, realm);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Content = new StringContent(json, Encoding.UTF8, contentType);
        return Send(request);
    }

    public Task<(HttpStatusCode Status, JsonObject Body)> Get(string path, string realm = Realm) => Send(Api(HttpMethod.Get, path, realm));

    /// <summary>Writes an entity that must be accepted and returns it.</summary>
    public async Task<JsonObject> Write(string path, string json)
    {
        var (status, body) = await Post(path, json);
        Assert.True(status == HttpStatusCode.OK, $"{path}: {body.ToJsonString()}");
        return body.First().Value!.AsObject();
    }

    /// <summary>Writes what must be refused and returns the one error.</summary>
    public async Task<(string Code, string Detail)> Refused(string path, string json)
    {
        var (status, body) = await Post(path, json);
        Assert.True(status == HttpStatusCode.BadRequest, $"{status} {body.ToJsonString()}");
        return Error(body);
    }

    public static (string Code, string Detail) Error(JsonObject body)
    {
        var error = body["Fault"]?["Error"]?[0] ?? throw new InvalidOperationException(body.ToJsonString());
        return ((string)error["code"]!, (string)error["Detail"]!);
    }

    /// <summary>The QueryResponse of a query that must be answered.</summary>
    public async Task<JsonObject> Query(string query)
    {
        var (status, body) = await Get($"query?query={Uri.EscapeDataString(query)}&minorversion=75");
        Assert.True(status == HttpStatusCode.OK, body.ToJsonString());
        return body["QueryResponse"]!.AsObject();
    }

    public async Task<string[]> Ids(string entity, string rest)
    {
        var response = await Query($"select * from {entity} {rest}");
        return response[entity] is JsonArray rows ? [.. rows.Select(row => (string)row!["Id"]!)] : [];
    }

    public async Task<JsonObject> Read(string path)
    {
        var (status, body) = await Get(path);
        Assert.True(status == HttpStatusCode.OK, body.ToJsonString());
        return body.First().Value!.AsObject();
    }

    public async Task<JsonObject> Control(string path, string json)
    {
        using var reply = await Http.PostAsync($"control/{path}", new StringContent(json, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
        Assert.True(reply.IsSuccessStatusCode, await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return reply.StatusCode == HttpStatusCode.NoContent ? [] : (await reply.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken))!;
    }

    public Task<JsonObject> Settings(string json) => Control($"companies/{Realm}", json);

    public async Task<JsonObject> Look(string path) => (await Http.GetFromJsonAsync<JsonObject>($"control/{path}", TestContext.Current.CancellationToken))!;

    public HttpRequestMessage Api(HttpMethod method, string path, string realm = Realm)
    {
        var request = new HttpRequestMessage(method, $"v3/company/{realm}/{path}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", AccessToken);
        request.Headers.Accept.ParseAdd("application/json");
        return request;
    }

    public async Task<(HttpStatusCode Status, JsonObject Body)> Send(HttpRequestMessage request)
    {
        using var reply = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(reply.Headers.Contains("intuit_tid"));
        var text = await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (reply.StatusCode, text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject());
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }
}
