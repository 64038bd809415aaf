using System.Collections.Concurrent;
using System.Net.Http.Json;
using Contracts;
using Hosting;
using Hosting.Bus;
using Hosting.Secrets;
using Hosting.Tests.Driving;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Syncing.Ledger;
using Syncing.Tests.Driving;
using Syncing.Working;

namespace Syncing.Tests;

/// <summary>A whole target service as a service puts it together: from the message to the outcome.</summary>
public sealed class RoadTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly TempFolder _other = new();
    private readonly TestFlow _flow = new();
    private readonly Heard _heard = new();
    private TestApp _credentials = null!;
    private TestApp _app = null!;

    public sealed class Heard
    {
        public ConcurrentQueue<ChangeAccepted> Accepted { get; } = new();
        public ConcurrentQueue<RecordSettled> Settled { get; } = new();
    }

    public sealed class Listener(Heard heard) : IConsumer<ChangeAccepted>, IConsumer<RecordSettled>
    {
        public Task Consume(ConsumeContext<ChangeAccepted> context)
        {
            heard.Accepted.Enqueue(context.Message);
            return Task.CompletedTask;
        }

        public Task Consume(ConsumeContext<RecordSettled> context)
        {
            heard.Settled.Enqueue(context.Message);
            return Task.CompletedTask;
        }
    }

    public async ValueTask InitializeAsync()
    {
        var company = new ActiveCredential
        {
            Id = "qb", TenantId = "tenant", Platform = "quickbooks", Fields = new Dictionary<string, string> { ["realm_id"] = "realm-1" },
        };
        _credentials = await TestApp.StartAsync(_other, map: app => app.MapGet("/internal/credentials", () => Results.Json(new[] { company }, PlatformSetup.Json)));
        await using (var ledger = new SqliteTestLedgerDb(Provider.SqliteOptions<SqliteTestLedgerDb>(_folder.File("ledger.db"))))
            await ledger.Database.EnsureCreatedAsync(TestApp.Cancel);
        _app = await TestApp.StartAsync(_folder, [$"Services:Credentials:BaseUrl={_credentials.Http.BaseAddress}", "Platform:AllInOne=true"],
            builder =>
            {
                builder.AddSyncing<TestLedgerDb, SqliteTestLedgerDb, SqlServerTestLedgerDb>("Ledger", "quickbooks");
                builder.Services.AddSingleton<ITargetFlow>(_flow);
                builder.Services.AddSingleton(_heard);
                builder.AddBus(bus => bus.AddTakingIn<TestLedgerDb>("quickbooks"), bus => bus.AddConsumer<Listener>());
            },
            app => app.MapLedger<TestLedgerDb>("quickbooks"));
        await Gate.HealthyAsync(TestApp.Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _credentials.DisposeAsync();
        _folder.Dispose();
        _other.Dispose();
    }

    private BusGate Gate => _app.App.Services.GetRequiredService<BusGate>();

    private Task<(int Status, string? Type, System.Text.Json.JsonElement Body)> AskAsync(HttpMethod method, string path, object? body = null) =>
        _app.SendAsync(method, $"/internal/quickbooks/{path}", body is null ? null : JsonContent.Create(body, options: PlatformSetup.Json), "X-Service-Key", TestApp.ServiceKey);

    [Fact]
    public async Task A_published_change_is_accepted_worked_and_told()
    {
        var (order, product) = (Change.Order(version: 3), Change.Product("8"));
        await Gate.PublishAsync(order, TestApp.Cancel);
        await Gate.PublishAsync(product, TestApp.Cancel);
        await Eventually.TrueAsync(() => _heard.Settled.Count == 2);
        Assert.Equal([(order.ChangeId, order.SyncId, "quickbooks"), (product.ChangeId, product.SyncId, "quickbooks")],
            _heard.Accepted.Select(accepted => (accepted.ChangeId, accepted.SyncId, accepted.Target)).OrderBy(accepted => accepted.ChangeId));
        Assert.All(_heard.Settled, settled => Assert.Equal(RecordOutcome.Created, settled.Outcome));

        var page = Assert.Single((await AskAsync(HttpMethod.Get, "records/orders/1042")).Body.EnumerateArray());
        Assert.Equal(("Synced", "QB-1042", 3), (page.GetProperty("state").GetString(), page.GetProperty("external_id").GetString(), page.GetProperty("applied_seq").GetInt32()));
        Assert.False(page.TryGetProperty("body", out _));
        Assert.Equal(200, (await _app.GetAsync("/health/ready")).Status);
    }

    [Fact]
    public async Task A_change_for_another_target_is_acknowledged_and_forgotten()
    {
        await Gate.PublishAsync(Change.Order("7") with { Targets = ["supabase"] }, TestApp.Cancel);
        await Gate.PublishAsync(Change.Order("8"), TestApp.Cancel); // and one that is ours
        await Eventually.TrueAsync(() => _heard.Settled.Count == 1);
        Assert.Equal("8", Assert.Single(_flow.Worked).Key);
        Assert.Single(_heard.Accepted);
    }

    [Fact]
    public async Task A_dead_letter_is_shown_and_pushed_again_over_HTTP()
    {
        _flow.Answer = TestFlow.Fails(FaultKind.ClosedPeriod, "closed_period");
        await Gate.PublishAsync(Change.Order(), TestApp.Cancel);
        await Eventually.TrueAsync(() => _heard.Settled.Count == 1);
        var group = Assert.Single((await AskAsync(HttpMethod.Post, "failures/find", new { entity = "orders" })).Body.EnumerateArray());
        Assert.Equal(("closed_period", "NeedsAttention", 1), (group.GetProperty("code").GetString(), group.GetProperty("state").GetString(), group.GetProperty("count").GetInt32()));

        _flow.Answer = TestFlow.Writes;
        Assert.Equal(1, (await AskAsync(HttpMethod.Get, "standing")).Body.GetProperty("failing").GetInt32());
        var batch = Guid.NewGuid();
        Assert.Equal(1, (await AskAsync(HttpMethod.Post, "failures/retry", new { batch_id = batch, code = "closed_period" })).Body.GetProperty("count").GetInt32());
        await Eventually.TrueAsync(() => _heard.Settled.Count == 2);
        Assert.Equal(1, (await AskAsync(HttpMethod.Get, $"failures/retries/{batch}")).Body.GetProperty("synced").GetInt32());
        var count = Assert.Single((await AskAsync(HttpMethod.Get, "counts")).Body.EnumerateArray());
        Assert.Equal((RecordState.Synced.ToString(), 1), (count.GetProperty("state").GetString(), count.GetProperty("count").GetInt32()));
    }
}
