using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Hosting;
using Hosting.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QboSync.Storage;
using QboSync.Tests.Kit;
using QboSync.Undoing;
using Syncing;
using Syncing.Dispatching;

namespace QboSync.Tests.Undoing;

/// <summary>The undo as it is asked for over HTTP.</summary>
public sealed class UndoApiTests : BookingTest
{
    private const string Run = "3f0c1f2e-8a3b-4d53-9a38-0f5d6a1c9b77";
    private static readonly string Directory = System.IO.Directory.CreateTempSubdirectory("undo-").FullName;

    [Fact]
    public async Task A_run_is_shown_first_and_undone_when_asked_for()
    {
        await using var app = await ServiceAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        http.DefaultRequestHeaders.Add("X-Api-Key", "api-key-of-the-tests");
        await BookAsync(app);

        var planned = await SendAsync(http, $$"""{"sync_id":"{{Run}}"}""", 200);
        Assert.True(planned.GetProperty("dry_run").GetBoolean());
        Assert.Equal(("SalesReceipt", 12.00m), planned.GetProperty("sums")[0] is var sum ? (sum.GetProperty("kind").GetString(), sum.GetProperty("total").GetDecimal()) : default);

        var begun = await SendAsync(http, $$"""{"sync_id":"{{Run}}","dry_run":false,"how":"delete"}""", 202);
        var again = await SendAsync(http, $$"""{"sync_id":"{{Run}}","dry_run":false}""", 202);
        Assert.Equal(begun.GetProperty("undo_id").GetGuid(), again.GetProperty("undo_id").GetGuid());
        while (await app.Services.GetRequiredService<UndoBook>().TakeAsync(default) is { } undo) await app.Services.GetRequiredService<UndoWork>().WorkAsync(undo, default);

        var done = await http.GetFromJsonAsync<JsonElement>($"/api/quickbooks/undo/{begun.GetProperty("undo_id").GetGuid()}");
        Assert.Equal(("Done", 1), (done.GetProperty("state").GetString(), done.GetProperty("progress").GetProperty("deleted").GetInt32()));
        Assert.Empty(await Books.AllAsync("SalesReceipt"));
        Assert.Contains("no document", (await SendAsync(http, $$"""{"sync_id":"{{Run}}"}""", 404)).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Bad_requests_name_the_field()
    {
        await using var app = await ServiceAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        Assert.Equal(401, (int)(await http.PostAsync("/api/quickbooks/undo", Json("{}"))).StatusCode);
        http.DefaultRequestHeaders.Add("X-Api-Key", "api-key-of-the-tests");

        Assert.True((await SendAsync(http, "{}", 400)).GetProperty("errors").TryGetProperty("sync_id", out _));
        Assert.Contains("syncid", (await SendAsync(http, """{"syncid":"x"}""", 400)).GetProperty("detail").GetString());
        Assert.Equal(404, (int)(await http.GetAsync($"/api/quickbooks/undo/{Run}")).StatusCode);
    }

    private async Task<WebApplication> ServiceAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0", ["Platform:ApiKey"] = "api-key-of-the-tests", ["Platform:DataDirectory"] = System.IO.Directory.CreateDirectory(Path.Combine(Directory, Guid.NewGuid().ToString("N"))).FullName,
            ["Services:Key"] = Books.ServiceKey, ["Services:Credentials:BaseUrl"] = Books.Address.ToString(), ["QuickBooks:ApiBaseUrl"] = new Uri(Books.Address, "/quickbooks").ToString(),
            ["QuickBooks:BatchesPerMinute"] = "0", ["QuickBooks:RequestsPerMinute"] = "0",
        });
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.AddPlatform("qbosync", 0);
        builder.Logging.ClearProviders();
        builder.AddDatabase<QboSyncDb, SqliteQboSyncDb, SqlServerQboSyncDb>("QboSync");
        builder.AddBooking();
        builder.Services.AddSingleton(new TargetSettings<QboSyncDb>("quickbooks")).AddSingleton<TargetAccounts<QboSyncDb>>().AddSingleton<WorkSignal<QboSyncDb>>();
        var app = builder.Build().UsePlatform();
        app.MapUndo();
        await using (var database = app.Services.GetRequiredService<IDbContextFactory<QboSyncDb>>().CreateDbContext()) await database.Database.MigrateAsync();
        await app.StartAsync();
        return app;
    }

    private async Task BookAsync(WebApplication app)
    {
        var account = (await app.Services.GetRequiredService<TargetAccounts<QboSyncDb>>().ConnectedAsync(default)).Single();
        var item = Instance.Item("orders", 1, new Order(1).Json()) with { SyncId = Guid.Parse(Run) };
        Assert.Null(Assert.Single(await app.Services.GetServices<Syncing.Working.ITargetFlow>().Single().WorkAsync(account, "orders", [item], default)).Fault);
    }

    private static async Task<JsonElement> SendAsync(HttpClient http, string body, int status)
    {
        using var answer = await http.PostAsync("/api/quickbooks/undo", Json(body));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == status, $"{(int)answer.StatusCode}: {text}");
        return JsonElement.Parse(text);
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}
