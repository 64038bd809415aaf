using Contracts;
using Hosting;
using Hosting.Data;
using Hosting.Secrets;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using QboSync.Adopting;
using QboSync.Storage;
using QboSync.Talking;
using Syncing;
using Syncing.Asking;
using Syncing.Dispatching;
using Syncing.TakingIn;
using Syncing.Working;

namespace QboSync.Tests.Kit;

/// <summary>The flow as the service has it, on a database file that several instances may share.</summary>
internal sealed class Instance : IAsyncDisposable
{
    public const string Store = "store-1";

    private readonly WebApplication _app;
    private readonly TargetAccount _account;

    public TargetAccount Account => _account;

    private Instance(WebApplication app, string realm, string? startDate)
    {
        _app = app;
        var fields = new Dictionary<string, string> { ["realm_id"] = realm };
        if (startDate is not null) fields["start_date"] = startDate;
        _account = new TargetAccount(realm, new ActiveCredential { Id = "qbo-1", TenantId = "default-tenant", Platform = "quickbooks", Fields = fields });
    }

    public static async Task<Instance> StartAsync(
        Books books, TestClock clock, string directory, Dictionary<string, string?>? settings = null, string? startDate = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Platform:ApiKey"] = "api-key-of-the-tests",
            ["Platform:DataDirectory"] = directory,
            ["Services:Key"] = Books.ServiceKey,
            ["Services:Credentials:BaseUrl"] = books.Address.ToString(),
            ["QuickBooks:BatchesPerMinute"] = "0", // the clock stands still, and a pace would wait for it
            ["QuickBooks:RequestsPerMinute"] = "0",
            ["QuickBooks:ApiBaseUrl"] = new Uri(books.Address, "/quickbooks").ToString(),
        });
        if (settings is not null) builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.AddPlatform("qbosync", 0);
        builder.Logging.ClearProviders();
        builder.AddDatabase<QboSyncDb, SqliteQboSyncDb, SqlServerQboSyncDb>("QboSync");
        builder.AddBooking();
        builder.Services.AddSingleton(new TargetSettings<QboSyncDb>("quickbooks")).AddSingleton<TargetAccounts<QboSyncDb>>().AddSingleton<WorkSignal<QboSyncDb>>();
        builder.Services.AddSingleton<TakeIn<QboSyncDb>>().AddSingleton<Claiming<QboSyncDb>>().AddSingleton<Recording<QboSyncDb>>();
        builder.Services.AddSingleton<LedgerQuestions<QboSyncDb>>().AddSingleton<AdoptionDesk>();
        var app = builder.Build();
        await using (var database = app.Services.GetRequiredService<IDbContextFactory<QboSyncDb>>().CreateDbContext())
            await database.Database.MigrateAsync();
        return new Instance(app, books.Account, startDate);
    }

    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>The company that it books in.</summary>
    public QuickBooksCompany Company() => Get<QuickBooksClient>().Open(_account);

    /// <summary>Works one record.</summary>
    public async Task<WorkResult> WorkAsync(WorkItem item, CancellationToken cancel = default) =>
        Assert.Single(await Get<ITargetFlow>().WorkAsync(_account, item.Entity, [item], cancel));

    public Task<IReadOnlyList<WorkResult>> WorkAsync(string entity, IReadOnlyList<WorkItem> items) =>
        Get<ITargetFlow>().WorkAsync(_account, entity, items, CancellationToken.None);

    /// <summary>An order that is there for the first time.</summary>
    public Task<WorkResult> OrderAsync(Order order, bool force = false, bool history = false, string? externalId = null) =>
        WorkAsync(Item(Entities.Orders, order.Id, order.Json()) with { Refunds = order.RefundsJson(), Force = force, History = history, ExternalId = externalId });

    public static WorkItem Item(string entity, long id, string body) => new()
    {
        RecordId = id,
        TenantId = "default-tenant",
        StoreId = Store,
        Entity = entity,
        Key = id.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Version = new RecordVersion(null, 1),
        Body = body,
    };

    /// <summary>The documents table.</summary>
    public async Task<List<BookedDocument>> RowsAsync()
    {
        await using var database = Get<IDbContextFactory<QboSyncDb>>().CreateDbContext();
        return await database.Documents.AsNoTracking().OrderBy(row => row.Id).ToListAsync();
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
