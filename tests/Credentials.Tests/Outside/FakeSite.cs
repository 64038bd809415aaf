using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Credentials.Tests.Outside;

/// <summary>Any web site: what it answers is the test's.</summary>
public sealed class FakeSite : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeSite(WebApplication app) => _app = app;

    public string Url => _app.Urls.First();

    public static async Task<FakeSite> StartAsync(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.Run(http => answer(http));
        await app.StartAsync();
        return new(app);
    }

    public static Task JsonAsync(HttpContext http, int status, string json)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=utf-8";
        return http.Response.WriteAsync(json);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
