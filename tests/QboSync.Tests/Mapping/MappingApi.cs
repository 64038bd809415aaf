using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Contracts;
using Hosting;
using Hosting.Data;
using Hosting.Secrets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QboSync.Mapping;
using QboSync.Requeueing;
using QboSync.Storage;
using QboSync.Tests.Kit;
using Syncing;
using Syncing.Dispatching;
using Syncing.Ledger;
using Syncing.Working;

namespace QboSync.Tests.Mapping;

/// <summary>The service with its routes under <c>/api/quickbooks</c>, on a company of the sandbox, with the Credentials service that it asks.</summary>
internal sealed class MappingApi : IAsyncDisposable
{
    private const string ApiKey = "api-key-of-the-tests";

    private readonly string _directory = Directory.CreateTempSubdirectory("qbosync-mapping-").FullName;
    private readonly Books _books;
    private readonly string _realm;
    private WebApplication _credentials = null!;
    private WebApplication _app = null!;
    private string? _refresh, _access;

    private MappingApi(Books books, TestClock clock, string realm) => (_books, Clock, _realm) = (books, clock, realm);

    public TestClock Clock { get; }

    public Books Books => _books;

    public HttpClient Http { get; private set; } = null!;

    /// <summary>Ids of the stores that are connected.</summary>
    public List<string> Stores { get; } = [Instance.Store];

    /// <summary>The company is connected.</summary>
    public bool Connected { get; set; } = true;

    public string? StartDate { get; set; }

    /// <summary>Opens a company, of another country than the United States where one is named, and starts the service on it.</summary>
    public static async Task<MappingApi> StartAsync(string country = "US", string currency = "USD", Dictionary<string, string?>? settings = null)
    {
        var clock = new TestClock();
        var books = await Books.OpenAsync(clock);
        var api = new MappingApi(books, clock, country == "US" ? Books.Realm : "9130350000000002");
        if (country != "US")
        {
            using var opened = await books.Http.PostAsync("control/companies", Json(new JsonObject { ["realm"] = api._realm, ["country"] = country, ["homeCurrency"] = currency }.ToJsonString()));
            api._refresh = (string)(await opened.Content.ReadFromJsonAsync<JsonObject>())!["refreshToken"]!;
        }
        await api.StartCredentialsAsync();
        await api.StartServiceAsync(settings);
        return api;
    }

    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>Sets the company up as its owner would.</summary>
    public async Task SettingsAsync(string json) => await _books.ControlAsync($"companies/{_realm}", json);

    public async Task<JsonObject> GetAsync(string path, int expected = 200) => await SendAsync(HttpMethod.Get, path, null, expected);

    public async Task<JsonObject> SendAsync(HttpMethod method, string path, string? body, int expected = 200, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, $"/api/quickbooks/{path}");
        if (body is not null) request.Content = Json(body);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == expected, $"{(int)answer.StatusCode}: {text}");
        return JsonNode.Parse(text)!.AsObject();
    }

    public Task<JsonObject> PutAsync(string body, int expected = 200, params (string, string)[] headers) => SendAsync(HttpMethod.Put, "mapping", body, expected, headers);

    public Task<JsonObject> PatchAsync(string body, int expected = 200, params (string, string)[] headers) => SendAsync(HttpMethod.Patch, "mapping", body, expected, headers);

    /// <summary>An order stands in the ledger.</summary>
    public async Task TakeInAsync(string body, RecordState state = RecordState.Pending, string? code = null, string store = Instance.Store, string? refunds = null)
    {
        var order = JsonNode.Parse(body)!.AsObject();
        await using var database = Database();
        database.Records.Add(new LedgerRecord
        {
            TenantId = "default-tenant", StoreId = store, Account = _realm, Entity = Entities.Orders, Key = order["id"]!.ToJsonString(), Body = body, Refunds = refunds,
            State = state, Code = code, WantedSeq = 1, WantedAt = Clock.GetUtcNow(), UpdatedAt = Clock.GetUtcNow(),
            DueAt = state == RecordState.Pending ? Clock.GetUtcNow() : null,
        });
        await database.SaveChangesAsync();
    }

    public QboSyncDb Database() => Get<IDbContextFactory<QboSyncDb>>().CreateDbContext();

    /// <summary>Works an order as the dispatcher does.</summary>
    public async Task<WorkResult> BookAsync(Order order) => Assert.Single(await Get<ITargetFlow>().WorkAsync(Account(), Entities.Orders,
        [Instance.Item(Entities.Orders, order.Id, order.Json()) with { Refunds = order.RefundsJson() }], CancellationToken.None));

    /// <summary>The documents table.</summary>
    public async Task<List<BookedDocument>> DocumentsAsync()
    {
        await using var database = Database();
        return await database.Documents.AsNoTracking().OrderBy(row => row.Id).ToListAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        await _credentials.DisposeAsync();
        await _books.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }

    private TargetAccount Account() => new(_realm, Credential());

    private ActiveCredential Credential()
    {
        var fields = new Dictionary<string, string> { ["realm_id"] = _realm };
        if (StartDate is not null) fields["start_date"] = StartDate;
        return new ActiveCredential { Id = "qbo-1", TenantId = "default-tenant", Platform = "quickbooks", Fields = fields };
    }

    private async Task StartCredentialsAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _credentials = builder.Build();
        _credentials.MapGet("/internal/credentials", (string platform) => Results.Json<List<ActiveCredential>>(platform switch
        {
            "quickbooks" when Connected => [Credential()],
            "woocommerce" => [.. Stores.Select(store => new ActiveCredential { Id = store, TenantId = "default-tenant", Platform = "woocommerce", Fields = new Dictionary<string, string>() })],
            _ => [],
        }, PlatformSetup.Json));
        _credentials.MapPost("/internal/credentials/{id}/access-token", async (JsonObject body) => Results.Ok(new { access_token = await AccessAsync((string?)body["refused"]) }));
        await _credentials.StartAsync();
    }

    private async Task<string> AccessAsync(string? refused)
    {
        if (_refresh is null)
        {
            using var ask = new HttpRequestMessage(HttpMethod.Post, new Uri(_books.Address, "/internal/credentials/qbo-1/access-token")) { Content = JsonContent.Create(new { refused }) };
            ask.Headers.Add("X-Service-Key", Books.ServiceKey);
            using var given = await _books.Http.SendAsync(ask);
            return (string)(await given.Content.ReadFromJsonAsync<JsonObject>())!["access_token"]!;
        }
        if (_access is not null && _access != refused) return _access;
        using var refresh = new HttpRequestMessage(HttpMethod.Post, "oauth2/v1/tokens/bearer")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = _refresh }),
        };
        refresh.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("sandbox-client:sandbox-secret")));
        using var answer = await _books.Http.SendAsync(refresh);
        var tokens = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        (_access, _refresh) = ((string)tokens["access_token"]!, (string)tokens["refresh_token"]!);
        return _access;
    }

    private async Task StartServiceAsync(Dictionary<string, string?>? settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["Platform:ApiKey"] = ApiKey,
            ["Platform:DataDirectory"] = _directory,
            ["Services:Key"] = Books.ServiceKey,
            ["Services:Credentials:BaseUrl"] = Address(_credentials).ToString(),
            ["QuickBooks:ApiBaseUrl"] = new Uri(_books.Address, "/quickbooks").ToString(),
        });
        if (settings is not null) builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.AddPlatform("qbosync", 0);
        builder.Logging.ClearProviders();
        builder.AddDatabase<QboSyncDb, SqliteQboSyncDb, SqlServerQboSyncDb>("QboSync");
        builder.AddBooking();
        builder.Services.AddSingleton(new TargetSettings<QboSyncDb>("quickbooks")).AddSingleton<TargetAccounts<QboSyncDb>>().AddSingleton<WorkSignal<QboSyncDb>>();
        builder.Services.AddRequeueing();
        builder.Services.AddMappingApi();
        _app = builder.Build().UsePlatform();
        _app.MapQuickBooksApi();
        await using (var database = Database()) await database.Database.MigrateAsync();
        await _app.StartAsync();
        Http = new HttpClient { BaseAddress = Address(_app) };
        Http.DefaultRequestHeaders.Add("X-Api-Key", ApiKey);
    }

    private static Uri Address(WebApplication app) => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}
