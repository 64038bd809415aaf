using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Webhooks.Tests.Driving;

/// <summary>What stands at the public address in front of the service, and answers in its own way.</summary>
public sealed class Proxy : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Proxy(WebApplication app) => _app = app;

    public string Url => _app.Urls.First();

    public ConcurrentQueue<string> Bodies { get; } = new();

    public static async Task<Proxy> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var proxy = new Proxy(app);
        app.Run(async http =>
        {
            using var reader = new StreamReader(http.Request.Body);
            proxy.Bodies.Enqueue(await reader.ReadToEndAsync());
            await answer(http);
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return proxy;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
