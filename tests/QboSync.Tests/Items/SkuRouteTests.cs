using System.Net;
using System.Text.Json;
using Hosting;
using Hosting.Secrets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QboSync.Items.Reporting;
using QboSync.Storage;
using QboSync.Tests.Kit;
using Syncing;

namespace QboSync.Tests.Items;

/// <summary>The report over HTTP.</summary>
public sealed class SkuRouteTests : BookingTest
{
    [Fact]
    public async Task The_report_is_snake_case_and_says_what_is_wrong_with_a_request()
    {
        var flow = await StartAsync();
        await flow.HearAsync(Shop.Product(3, sku: ""));
        await using var credentials = await CredentialsAsync(flow.Account.Credential);
        await using var app = await ServiceAsync(flow, credentials);
        using var http = new HttpClient { BaseAddress = Address(app) };
        http.DefaultRequestHeaders.Add("X-Api-Key", "api-key-of-the-tests");

        var report = JsonDocument.Parse(await http.GetStringAsync("/api/quickbooks/duplicate-skus")).RootElement;
        var misspelt = await http.GetAsync("/api/quickbooks/duplicate-skus?store=1");
        var nobody = await http.GetAsync("/api/quickbooks/duplicate-skus?tenant_id=other");

        Assert.Equal(Books.Realm, report.GetProperty("account").GetString());
        Assert.Equal((3, "Plain Mug"), (report.GetProperty("missing")[0].GetProperty("woo_id").GetInt32(), report.GetProperty("missing")[0].GetProperty("name").GetString()));
        Assert.Equal(0, report.GetProperty("several_items").GetArrayLength());
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.NotFound), (misspelt.StatusCode, nobody.StatusCode));
        Assert.Contains("store:", await misspelt.Content.ReadAsStringAsync());
    }

    private static async Task<WebApplication> CredentialsAsync(ActiveCredential credential)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/internal/credentials", () => Results.Json<List<ActiveCredential>>([credential], PlatformSetup.Json));
        await app.StartAsync();
        return app;
    }

    private static async Task<WebApplication> ServiceAsync(Instance flow, WebApplication credentials)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["Platform:ApiKey"] = "api-key-of-the-tests",
            ["Services:Key"] = Books.ServiceKey,
            ["Services:Credentials:BaseUrl"] = Address(credentials).ToString(),
        });
        builder.AddPlatform("qbosync", 0);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(flow.Get<SkuReporting>()).AddSingleton(new TargetSettings<QboSyncDb>("quickbooks")).AddSingleton<TargetAccounts<QboSyncDb>>();
        var app = builder.Build().UsePlatform();
        app.MapSkuReport();
        await app.StartAsync();
        return app;
    }

    private static Uri Address(WebApplication app) => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
}
