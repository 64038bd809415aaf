using System.Text.Json;
using Hosting.Bus;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Hosting.Tests.Driving;

/// <summary>A service of the platform with nothing of its own, on a port and in a folder of its own.</summary>
public sealed class TestApp : IAsyncDisposable
{
    public const string ApiKey = "an-api-key-of-the-tests";
    public const string ServiceKey = "a-service-key-of-the-tests";

    private TestApp(WebApplication app)
    {
        App = app;
        Http = new HttpClient { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };
    }

    public WebApplication App { get; }

    public HttpClient Http { get; }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Settings as <c>Section:Name=value</c>; a later one wins.</summary>
    public static WebApplication Build(TempFolder folder, string[] settings, Action<WebApplicationBuilder>? add = null, Action<WebApplication>? map = null)
    {
        string[] usual = [
            $"Platform:ApiKey={ApiKey}", $"Services:Key={ServiceKey}", $"Platform:DataDirectory={folder.Path}", "urls=http://127.0.0.1:0", "Serilog:MinimumLevel:Default=Fatal",
            "Serilog:MinimumLevel:Override:MassTransit=Fatal", "Serilog:MinimumLevel:Override:Microsoft.Hosting.Lifetime=Fatal"];
        var builder = WebApplication.CreateBuilder([.. usual.Concat(settings).Select(setting => $"--{setting}")]).AddPlatform("test", 0);
        (add ?? (b => b.AddBus()))(builder);
        var app = builder.Build().UsePlatform();
        map?.Invoke(app);
        return app;
    }

    public static async Task<TestApp> StartAsync(TempFolder folder, string[]? settings = null, Action<WebApplicationBuilder>? add = null, Action<WebApplication>? map = null)
    {
        var app = Build(folder, settings ?? [], add, map);
        await app.StartAsync(Cancel);
        return new TestApp(app);
    }

    public async Task<(int Status, string? Type, JsonElement Body)> SendAsync(HttpMethod method, string path, HttpContent? body = null, string? header = "X-Api-Key", string? key = ApiKey)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        if (header is not null) request.Headers.Add(header, key);
        using var response = await Http.SendAsync(request, Cancel);
        var text = await response.Content.ReadAsStringAsync(Cancel);
        return ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
    }

    public Task<(int Status, string? Type, JsonElement Body)> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await App.StopAsync(CancellationToken.None);
        await App.DisposeAsync();
    }
}
