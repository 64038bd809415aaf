using System.Text.Json.Nodes;
using Contracts;
using Hosting.Secrets;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QboSync.Requeueing;
using QboSync.Storage;
using QboSync.Tests.Kit;
using Syncing;
using Syncing.Dispatching;
using Syncing.Ledger;
using Syncing.TakingIn;
using Testing.Waiting;

namespace QboSync.Tests.Requeueing;

/// <summary>The service as it runs, its dispatcher and bus included, on a company of the sandbox.</summary>
internal sealed class WatchedService : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly WebApplication _credentials;
    private readonly TestClock _clock;

    private WatchedService(WebApplication app, WebApplication credentials, TestClock clock) => (_app, _credentials, _clock) = (app, credentials, clock);

    public static async Task<WatchedService> StartAsync(Books books, TestClock clock, string directory, params string[] settings)
    {
        var credentials = await CredentialsAsync(books);
        var app = QboSyncApp.Build(
        [
            "--urls", "http://127.0.0.1:0", $"--Platform:DataDirectory={directory}", "--Platform:ApiKey=api-key-of-the-tests", $"--Services:Key={Books.ServiceKey}",
            "--Platform:AllInOne=true", $"--Services:Credentials:BaseUrl={credentials.Urls.First()}", $"--QuickBooks:ApiBaseUrl={new Uri(books.Address, "/quickbooks")}", "--QuickBooks:SettleSeconds=0", "--QuickBooks:DriftHours=0", .. settings,
        ], builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(clock);
            builder.Logging.ClearProviders();
        });
        await app.StartAsync();
        return new(app, credentials, clock);
    }

    // Credentials, as far as this service asks it.
    private static async Task<WebApplication> CredentialsAsync(Books books)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapGet("/internal/credentials", () => new[]
        {
            new { id = "qbo-1", tenant_id = "default-tenant", platform = "quickbooks", fields = new Dictionary<string, string> { ["realm_id"] = Books.Realm } },
        });
        app.MapPost("/internal/credentials/{id}/access-token", async (HttpRequest request, JsonObject body) =>
        {
            using var ask = new HttpRequestMessage(HttpMethod.Post, new Uri(books.Address, request.Path)) { Content = new StringContent(body.ToJsonString(), null, "application/json") };
            ask.Headers.Add("X-Service-Key", Books.ServiceKey);
            using var given = await books.Http.SendAsync(ask);
            return Results.Content(await given.Content.ReadAsStringAsync(), "application/json");
        });
        await app.StartAsync();
        return app;
    }

    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>An order comes in.</summary>
    public async Task TakeAsync(Order order)
    {
        await Get<TakeIn<QboSyncDb>>().TakeAsync([new OrderChanged
        {
            ChangeId = order.Id, SyncId = Guid.NewGuid(), TenantId = "default-tenant", StoreId = Instance.Store, Key = $"{order.Id}", Modified = _clock.GetUtcNow(), Seq = 1,
            Body = order.Json(), Targets = ["quickbooks"],
        }], CancellationToken.None);
        Get<WorkSignal<QboSyncDb>>().Set();
    }

    /// <summary>A record that has stood still since an earlier time.</summary>
    public async Task StandAsync(long id, string code, RecordState state = RecordState.NeedsAttention)
    {
        await using var database = Get<IDbContextFactory<QboSyncDb>>().CreateDbContext();
        database.Records.Add(new LedgerRecord
        {
            TenantId = "default-tenant", StoreId = Instance.Store, Account = Books.Realm, Entity = Entities.Orders, Key = $"{id}", WantedSeq = 1, Body = new Order(id).Json(),
            State = state, Code = code, WantedAt = _clock.GetUtcNow(), UpdatedAt = _clock.GetUtcNow(),
        });
        await database.SaveChangesAsync();
    }

    public async Task<LedgerRecord> RowAsync(long id)
    {
        await using var database = Get<IDbContextFactory<QboSyncDb>>().CreateDbContext();
        return await database.Records.AsNoTracking().SingleAsync(row => row.Key == $"{id}");
    }

    public async Task<int> TriesAsync(long id)
    {
        await using var database = Get<IDbContextFactory<QboSyncDb>>().CreateDbContext();
        return await database.Attempts.CountAsync(attempt => database.Records.Any(row => row.Id == attempt.RecordId && row.Key == $"{id}"));
    }

    public Task UntilAsync(long id, RecordState state) => Until.TrueAsync(async () =>
    {
        Get<WorkSignal<QboSyncDb>>().Set();
        return (await RowAsync(id)).State == state;
    }, $"order {id} {state}", TimeSpan.FromSeconds(20), async () => $"{(await RowAsync(id)).State} {(await RowAsync(id)).Code} {(await RowAsync(id)).Message}");

    /// <summary>The next round of the watch.</summary>
    public Task RoundAsync()
    {
        _clock.Advance(TimeSpan.FromMinutes(10));
        return Get<CauseWatch>().RoundAsync(CancellationToken.None);
    }

    public Task PublishAsync(object message) => Get<IBus>().Publish(message);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _credentials.DisposeAsync();
    }
}
