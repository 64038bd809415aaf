using Contracts;
using Hosting;
using Hosting.Secrets;
using Hosting.Settings;
using Hosting.Tests.Driving;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Syncing.Asking;
using Syncing.Cancelling;
using Syncing.Dispatching;
using Syncing.Ledger;
using Syncing.TakingIn;

namespace Syncing.Tests.Driving;

/// <summary>A ledger on a database of its own, everything around it real but the clock, Credentials and the target.</summary>
public sealed class LedgerHouse : IAsyncDisposable
{
    public const string Realm = "realm-1";

    private readonly TempFolder _folder = new();
    private readonly List<Dispatcher<TestLedgerDb>> _dispatchers = [];

    private LedgerHouse(string provider, Func<TargetSettings<TestLedgerDb>, TargetSettings<TestLedgerDb>>? settings)
    {
        if (provider == Provider.SqlServer)
        {
            var options = Provider.SqlServerOptions<SqlServerTestLedgerDb>(Provider.SqlServerDatabase());
            Databases = new DatabaseFactory<TestLedgerDb>(() => new SqlServerTestLedgerDb(options));
        }
        else
        {
            var options = Provider.SqliteOptions<SqliteTestLedgerDb>(_folder.File("ledger.db"));
            Databases = new DatabaseFactory<TestLedgerDb>(() => new SqliteTestLedgerDb(options));
        }
        var own = new TargetSettings<TestLedgerDb>("quickbooks");
        Settings = settings?.Invoke(own) ?? own;
        Outside.Connect("tenant", Realm);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Services:Credentials:BaseUrl", "http://credentials.test")]).Build();
        Credentials = new CredentialsClient(Outside, new ServiceAddresses(configuration, null!), Options.Create(new ServicesOptions { Key = "service-key-of-the-tests" }), Clock);
        Accounts = new TargetAccounts<TestLedgerDb>(Credentials, Settings);
        TakeIn = new TakeIn<TestLedgerDb>(Databases, Accounts, Settings, Clock);
        Claiming = new Claiming<TestLedgerDb>(Databases, Settings, Clock);
        Recording = new Recording<TestLedgerDb>(Databases, Settings, Clock);
        Questions = new LedgerQuestions<TestLedgerDb>(Databases, Settings, Signal, Clock);
        Standings = new Standings<TestLedgerDb>(Databases, Accounts, Settings, Clock);
        Stops = new RunStops<TestLedgerDb>(Databases, Settings, Signal, Clock);
    }

    public FakeClock Clock { get; } = new();
    public FakeCredentials Outside { get; } = new();
    public TestFlow Flow { get; } = new();
    public WorkSignal<TestLedgerDb> Signal { get; } = new();
    public IDbContextFactory<TestLedgerDb> Databases { get; }
    public TargetSettings<TestLedgerDb> Settings { get; }
    public CredentialsClient Credentials { get; }
    public TargetAccounts<TestLedgerDb> Accounts { get; }
    public TakeIn<TestLedgerDb> TakeIn { get; }
    public Claiming<TestLedgerDb> Claiming { get; }
    public Recording<TestLedgerDb> Recording { get; }
    public LedgerQuestions<TestLedgerDb> Questions { get; }
    public Standings<TestLedgerDb> Standings { get; }
    public RunStops<TestLedgerDb> Stops { get; }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<LedgerHouse> OpenAsync(string provider, Func<TargetSettings<TestLedgerDb>, TargetSettings<TestLedgerDb>>? settings = null)
    {
        var house = new LedgerHouse(provider, settings);
        await using var database = house.Databases.CreateDbContext();
        await database.Database.EnsureCreatedAsync(Cancel);
        return house;
    }

    public Task TakeAsync(params RecordChanged[] changes) => TakeIn.TakeAsync(changes, Cancel);

    public async Task<Claim?> ClaimAsync() => await Claiming.NextAsync(await Accounts.ConnectedAsync(Cancel), Cancel);

    public Task RecordAsync(Claim claim, Func<Working.WorkItem, Working.WorkResult> answer) =>
        Recording.RecordAsync(claim, [.. claim.Items.Select(answer)], TimeSpan.FromMilliseconds(7), Cancel);

    public async Task<LedgerRecord> RowAsync(string key = "1042", string account = Realm)
    {
        await using var database = Databases.CreateDbContext();
        return await database.Records.AsNoTracking().SingleAsync(row => row.Key == key && row.Account == account, Cancel);
    }

    public async Task<T> ReadAsync<T>(Func<TestLedgerDb, Task<T>> read)
    {
        await using var database = Databases.CreateDbContext();
        return await read(database);
    }

    /// <summary>What waits to be told, in order.</summary>
    public async Task<IReadOnlyList<RecordSettled>> UntoldAsync() => [.. (await ReadAsync(database => database.UntoldOutcomes.OrderBy(row => row.Id).ToListAsync(Cancel)))
        .Select(row => System.Text.Json.JsonSerializer.Deserialize<RecordSettled>(row.Message)!)];

    public async Task<Dispatcher<TestLedgerDb>> StartAsync()
    {
        var dispatcher = new Dispatcher<TestLedgerDb>(Claiming, Recording, Accounts, Settings, Signal, [Flow], Clock, NullLogger<Dispatcher<TestLedgerDb>>.Instance);
        _dispatchers.Add(dispatcher);
        await dispatcher.StartAsync(Cancel);
        return dispatcher;
    }

    /// <summary>Waits until the row is as asked; the dispatcher is woken meanwhile, since the clock stands still.</summary>
    public Task UntilAsync(string key, Func<LedgerRecord, bool> condition, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(condition))] string what = "") => Eventually.TrueAsync(async () =>
    {
        Signal.Set();
        return condition(await RowAsync(key));
    }, what: $"{key}: {what}");

    public async ValueTask DisposeAsync()
    {
        foreach (var dispatcher in _dispatchers) await dispatcher.StopAsync(CancellationToken.None);
        await using (var database = Databases.CreateDbContext()) await database.Database.EnsureDeletedAsync(CancellationToken.None);
        _folder.Dispose();
    }
}
