using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sandbox.QuickBooks;

namespace QboSync.Tests.Kit;

/// <summary>A QuickBooks company on a port of its own, the Credentials route that gives its access tokens, and mishaps on the way to it.</summary>
internal sealed class Books : IAsyncDisposable
{
    public const string Realm = "9130350000000001";
    public const string ServiceKey = "service-key-of-the-tests";

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Mishap> _mishaps = new();
    private readonly SemaphoreSlim _tokens = new(1, 1);
    private string _refresh = "sandbox-refresh-1";
    private string? _access;

    private Books(WebApplication app) => _app = app;

    public Uri Address { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    /// <summary>Every call that reached QuickBooks: method, path below the company and query, body.</summary>
    public ConcurrentQueue<(string Method, string Path, string Body)> Calls { get; } = new();

    public int Refreshes { get; private set; }

    /// <summary>The company that instances are connected to.</summary>
    public string Account { get; private set; } = Realm;

    public static async Task<Books> OpenAsync(TestClock clock)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddQuickBooksCompany(null);
        var app = builder.Build();
        var books = new Books(app);
        app.Use(books.WatchAsync);
        app.UseRouting();
        app.MapGroup("/quickbooks").MapQuickBooksCompany();
        app.MapPost("/internal/credentials/{id}/access-token", books.TokenAsync);
        app.MapGet("/internal/credentials", () => Results.Json(new[] { new { id = "qbo-1", tenant_id = "default-tenant", platform = "quickbooks", fields = new { realm_id = Realm } } }));
        await app.StartAsync();
        books.Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        books.Http = new HttpClient { BaseAddress = new Uri(books.Address, "/quickbooks/") };
        return books;
    }

    /// <summary>The next calls that a mishap hits meet it, once each, in this order.</summary>
    public void Next(params Mishap[] mishaps)
    {
        foreach (var mishap in mishaps) _mishaps.Enqueue(mishap);
    }

    public void ForgetMishaps() => _mishaps.Clear();

    public bool AllMishapsHappened => _mishaps.IsEmpty;

    /// <summary>Opens a company of another kind, such as <c>uk</c>; instances started from now on are connected to it.</summary>
    public async Task OpenCompanyAsync(string kind)
    {
        Account = "9130350000000002";
        (_refresh, _access) = ("refresh-of-the-other-company", null);
        await ControlAsync("companies", $$"""{"realm":"{{Account}}","kind":"{{kind}}","refreshToken":"{{_refresh}}"}""");
    }

    /// <summary>Sets the company up as its owner would.</summary>
    public async Task SettingsAsync(string json) => await ControlAsync($"companies/{Account}", json);

    public async Task ControlAsync(string path, string json)
    {
        using var answer = await Http.PostAsync($"control/{path}", new StringContent(json, Encoding.UTF8, "application/json"));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>All that the company holds of one kind.</summary>
    public async Task<List<JsonObject>> AllAsync(string kind)
    {
        var answer = await Http.GetFromJsonAsync<JsonObject>($"control/documents?kind={kind}&realm={Account}");
        return [.. answer![kind]!.AsArray().Select(document => document!.AsObject())];
    }

    /// <summary>The only one of a kind.</summary>
    public async Task<JsonObject> OneAsync(string kind) => Assert.Single(await AllAsync(kind));

    /// <summary>Writes as a person in QuickBooks would.</summary>
    public async Task<JsonObject> EnterAsync(string pathAndQuery, JsonObject body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"v3/company/{Account}/{pathAndQuery}") { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await AccessAsync(null));
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Add("X-Person", "yes"); // not a call of ours
        using var answer = await Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!.AsObject().First().Value!.AsObject();
    }

    public int Count(string method, string pathBegins) => Calls.Count(call => call.Method == method && call.Path.StartsWith(pathBegins, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }

    private async Task WatchAsync(HttpContext http, RequestDelegate next)
    {
        var path = http.Request.Path.Value!;
        var company = $"/quickbooks/v3/company/{Account}/";
        if (!path.StartsWith(company, StringComparison.Ordinal) || http.Request.Headers["X-Person"] == "yes")
        {
            await next(http);
            return;
        }
        http.Request.EnableBuffering();
        using var reader = new StreamReader(http.Request.Body, leaveOpen: true);
        var body = await reader.ReadToEndAsync();
        http.Request.Body.Position = 0;
        Calls.Enqueue((http.Request.Method, path[company.Length..] + http.Request.QueryString, body));
        if (_mishaps.TryPeek(out var mishap) && mishap.Hits(http.Request) && _mishaps.TryDequeue(out mishap)) await mishap.Happen(http, next);
        else await next(http);
    }

    private async Task<IResult> TokenAsync(HttpRequest request, JsonObject body)
    {
        Assert.Equal(ServiceKey, request.Headers["X-Service-Key"].ToString());
        return Results.Ok(new { access_token = await AccessAsync((string?)body["refused"]) });
    }

    private async Task<string> AccessAsync(string? refused)
    {
        await _tokens.WaitAsync();
        try
        {
            if (_access is not null && _access != refused) return _access;
            Refreshes++;
            using var ask = new HttpRequestMessage(HttpMethod.Post, "oauth2/v1/tokens/bearer")
            {
                Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = _refresh }),
            };
            ask.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("sandbox-client:sandbox-secret")));
            using var answer = await Http.SendAsync(ask);
            var tokens = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
            (_access, _refresh) = ((string)tokens["access_token"]!, (string)tokens["refresh_token"]!);
            return _access;
        }
        finally
        {
            _tokens.Release();
        }
    }
}
