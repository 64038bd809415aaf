using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sandbox.Supabase;
using Sandbox.Supabase.Rest;
using SupabaseSync.Tests.Conformance;

namespace SupabaseSync.Tests;

/// <summary>The stand-in project on a port of its own.</summary>
public sealed class StandIn : IMirrorDatabase, IAsyncDisposable
{
    private readonly WebApplication _app;

    private StandIn(WebApplication app) => _app = app;

    /// <summary>What a credential has as project_url.</summary>
    public string ProjectUrl { get; private set; } = "";

    /// <summary>Answers in place of the project while it is set; may call on to the project or not.</summary>
    public Func<HttpContext, RequestDelegate, Task>? Interference { get; set; }

    public HttpClient Http { get; } = new();

    public static async Task<StandIn> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        builder.Services.AddSupabaseProject(null);
        var standIn = new StandIn(builder.Build());
        standIn._app.Use((context, next) => standIn.Interference is { } interfere ? interfere(context, next.Invoke) : next(context));
        standIn._app.UseRouting();
        standIn._app.MapGroup("/supabase").MapSupabaseProject();
        await standIn._app.StartAsync();
        var address = standIn._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        standIn.ProjectUrl = $"{address}/supabase";
        return standIn;
    }

    public async Task SetAsync(string switches)
    {
        using var answer = await Http.PutAsync($"{ProjectUrl}/control/state", new StringContent(switches));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    public async Task<long> CallsAsync() => (await Http.GetFromJsonAsync<JsonObject>($"{ProjectUrl}/control/state"))!["calls"]!.GetValue<long>();

    public async Task<JsonNode> CallAsync(string function, JsonNode? batch)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{ProjectUrl}/rest/v1/rpc/{function}");
        request.Headers.Add("apikey", ProjectKeys.Secret);
        request.Content = JsonContent.Create(new JsonObject { ["p_batch"] = batch?.DeepClone() });
        using var answer = await Http.SendAsync(request);
        var body = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        return answer.IsSuccessStatusCode ? new JsonObject { ["ok"] = body } : body;
    }

    public async Task<JsonArray> RowsAsync(string table) => (await Http.GetFromJsonAsync<JsonArray>($"{ProjectUrl}/control/rows/{table}"))!;

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }
}
