using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sandbox;

namespace Credentials.Tests.Outside;

/// <summary>The sandbox that users have, its clock the test's.</summary>
public sealed class SandboxIntuit : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SandboxIntuit(WebApplication app) => (_app, Http) = (app, new HttpClient { BaseAddress = new Uri(app.Urls.First()) });

    public HttpClient Http { get; }

    public string[] Settings =>
    [
        $"--QuickBooks:TokenUrl={Http.BaseAddress}quickbooks/oauth2/v1/tokens/bearer", $"--QuickBooks:RevokeUrl={Http.BaseAddress}quickbooks/v2/oauth2/tokens/revoke",
        $"--QuickBooks:AuthorizeUrl={Http.BaseAddress}quickbooks/connect/oauth2", $"--QuickBooks:ApiBaseUrl={Http.BaseAddress}quickbooks",
    ];

    public static async Task<SandboxIntuit> StartAsync(TimeProvider clock)
    {
        var app = SandboxApp.Build(["--urls", "http://127.0.0.1:0"], builder =>
        {
            builder.Services.AddSingleton(clock);
            builder.Logging.ClearProviders();
        });
        await app.StartAsync();
        return new(app);
    }

    public async Task ControlAsync(string path, object body)
    {
        using var answer = await Http.PostAsJsonAsync(path, body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }
}
