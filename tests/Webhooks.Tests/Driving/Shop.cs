using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Sandbox;

namespace Webhooks.Tests.Driving;

/// <summary>The sandbox's WooCommerce store as the shop that is asked.</summary>
public sealed class Shop : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http;

    private Shop(WebApplication app)
    {
        _app = app;
        _http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public string Url => $"{_app.Urls.First()}/woocommerce";

    public static async Task<Shop> StartAsync(TimeProvider clock)
    {
        var app = SandboxApp.Build(["--urls", "http://127.0.0.1:0"], builder =>
        {
            builder.Services.Replace(ServiceDescriptor.Singleton(clock));
            builder.Logging.ClearProviders();
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new Shop(app);
    }

    /// <summary>Puts a record into the shop exactly as given.</summary>
    public Task LoadAsync(string kind, JsonNode record) => SendAsync(HttpMethod.Put, $"/control/woocommerce/raw/{kind}/{record["id"]}", record);

    public Task LoadAsync(string kind, string record) => LoadAsync(kind, JsonNode.Parse(record)!);

    public Task LoadRefundAsync(long order, JsonNode refund) => SendAsync(HttpMethod.Put, $"/control/woocommerce/raw/orders/{order}/refunds/{refund["id"]}", refund);

    /// <summary>The record is gone without a trace.</summary>
    public Task RemoveAsync(string kind, long id) => SendAsync(HttpMethod.Delete, $"/control/woocommerce/raw/{kind}/{id}");

    /// <summary>Every read of the shop fails in this way from now on.</summary>
    public Task FailAsync(object rule) => SendAsync(HttpMethod.Post, "/control/faults", JsonSerializer.SerializeToNode(rule));

    public Task MendAsync() => SendAsync(HttpMethod.Delete, "/control/faults");

    /// <summary>Does something in the shop over its control; returns what that answers.</summary>
    public async Task<JsonNode?> ControlAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, $"/control/woocommerce/{path}");
        if (body is not null) request.Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode} {text}");
        return JsonNode.Parse(text);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private async Task SendAsync(HttpMethod method, string path, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
    }
}
