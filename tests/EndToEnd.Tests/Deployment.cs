using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Sandbox.WooCommerce.Reading;
using Testing.Brokers;
using Testing.Processes;

namespace EndToEnd.Tests;

/// <summary>The platform as a user runs it, in processes of its own: all in one, or its four services apart on RabbitMQ; and the sandbox as a third.</summary>
public sealed class Deployment : IAsyncDisposable
{
    public const string Store = "shop";
    public const string Realm = "9130350000000001";
    public const string ApiKey = "end-to-end-api-key-0001";
    private const string ServiceKey = "end-to-end-service-key-0001";

    private readonly string _folder = Directory.CreateTempSubdirectory("platform").FullName;
    private readonly List<ServiceProcess> _services = [];

    private Deployment(ServiceProcess sandbox) => SandboxProcess = sandbox;

    public ServiceProcess SandboxProcess { get; }

    public IReadOnlyList<ServiceProcess> Services => _services;

    /// <summary>The platform's API.</summary>
    public HttpClient Api { get; private set; } = null!;

    /// <summary>The stand-ins.</summary>
    public HttpClient Sandbox { get; private set; } = null!;

    public string DeliveryUrl => $"{Services[0].Address}/webhooks/woocommerce/{Store}";

    /// <summary>Starts the sandbox and describes the platform; nothing of the platform runs yet.</summary>
    public static async Task<Deployment> PrepareAsync(RabbitMqNode? broker, IReadOnlyDictionary<string, string>? settings = null, bool twoOfQboSync = false)
    {
        var sandbox = ServiceProcess.Of("Sandbox", Ports.Free(), new Dictionary<string, string>());
        await sandbox.StartAsync("/");
        var deployment = new Deployment(sandbox);
        deployment.Describe(broker, settings ?? new Dictionary<string, string>(), twoOfQboSync);
        deployment.Sandbox = new HttpClient { BaseAddress = new Uri(sandbox.Address), Timeout = TimeSpan.FromSeconds(100) };
        deployment.Api = new HttpClient { BaseAddress = new Uri(deployment._services[0].Address), Timeout = TimeSpan.FromSeconds(60) };
        deployment.Api.DefaultRequestHeaders.Add("X-Api-Key", ApiKey);
        return deployment;
    }

    /// <summary>Starts everything and connects the stand-ins.</summary>
    public static async Task<Deployment> StartAsync(RabbitMqNode? broker, string webhookSecret, IReadOnlyDictionary<string, string>? settings = null, bool twoOfQboSync = false)
    {
        var deployment = await PrepareAsync(broker, settings, twoOfQboSync);
        await Task.WhenAll(deployment.Services.Select(service => service.StartAsync()));
        // A kill between Intuit's rotation of the refresh token and the answer loses the new one. Intuit lets the old one live on for a day;
        // where it does not, only a person who connects again can help, and the records wait for that.
        using var grace = await deployment.Sandbox.PostAsJsonAsync("/quickbooks/control/oauth", new { refreshGraceSeconds = 86400 });
        Assert.True(grace.IsSuccessStatusCode, await grace.Content.ReadAsStringAsync());
        await deployment.ConnectAsync(webhookSecret);
        return deployment;
    }

    /// <summary>Gives Credentials the three stand-ins.</summary>
    public async Task ConnectAsync(string webhookSecret)
    {
        await PutAsync(Store, new
        {
            tenant_id = "default-tenant", platform = "woocommerce", is_active = true,
            credentials = new { store_url = $"{SandboxProcess.Address}/woocommerce", consumer_key = ApiKeys.ReadWriteKey, consumer_secret = ApiKeys.ReadWriteSecret, webhook_secret = webhookSecret },
        });
        await ConnectBooksAsync("books", Realm);
        await PutAsync("project", new
        {
            tenant_id = "default-tenant", platform = "supabase", is_active = true,
            credentials = new { project_url = $"{SandboxProcess.Address}/supabase", service_role_key = "sb_secret_sandbox" },
        });
    }

    /// <summary>Connects a QuickBooks company.</summary>
    public Task ConnectBooksAsync(string id, string realm, string refreshToken = "sandbox-refresh-1") => PutAsync(id, new
    {
        tenant_id = "default-tenant", platform = "quickbooks", is_active = true,
        credentials = new { client_id = "sandbox-client", client_secret = "sandbox-secret", realm_id = realm, start_date = "2020-01-01" },
        oauth_tokens = new { refresh_token = refreshToken },
    });

    /// <summary>Writes a credential.</summary>
    public async Task PutAsync(string id, object credential)
    {
        var credentials = _services.Count == 1 ? _services[0] : _services.Single(service => service.Name == "Credentials");
        using var request = new HttpRequestMessage(HttpMethod.Put, $"{credentials.Address}/api/credentials/{id}") { Content = JsonContent.Create(credential) };
        using var answer = await Api.SendAsync(request);
        Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Asks the platform's API.</summary>
    public async Task<JsonObject> JsonAsync(string path) => (await Api.GetFromJsonAsync<JsonObject>(path))!;

    /// <summary>Documents of a kind in a QuickBooks company.</summary>
    public async Task<JsonArray> DocumentsAsync(string kind, string realm = Realm)
    {
        var answer = await Sandbox.GetFromJsonAsync<JsonObject>($"/quickbooks/control/documents?kind={kind}&realm={realm}");
        return answer![kind]!.AsArray();
    }

    /// <summary>Rows of a Supabase table.</summary>
    public async Task<JsonArray> RowsAsync(string table) => (await Sandbox.GetFromJsonAsync<JsonArray>($"/supabase/control/rows/{table}"))!;

    /// <summary>What the services said last, for a failing test's message.</summary>
    public string Output() => string.Join("\n", Services.Select(service => $"--- {service.Name}\n{string.Join('\n', service.Output.Split('\n').TakeLast(25))}"));

    public async ValueTask DisposeAsync()
    {
        foreach (var service in Services) await service.DisposeAsync();
        await SandboxProcess.DisposeAsync();
        Api.Dispose();
        Sandbox.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void Describe(RabbitMqNode? broker, IReadOnlyDictionary<string, string> settings, bool twoOfQboSync)
    {
        var books = $"{SandboxProcess.Address}/quickbooks";
        var all = new Dictionary<string, string>
        {
            ["INTEGRATION_ENCRYPTION_KEY"] = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
            ["Platform:ApiKey"] = ApiKey,
            ["Services:Key"] = ServiceKey,
            ["Platform:DataDirectory"] = _folder,
            ["QuickBooks:ApiBaseUrl"] = books,
            ["QuickBooks:TokenUrl"] = $"{books}/oauth2/v1/tokens/bearer",
            ["QuickBooks:RevokeUrl"] = $"{books}/v2/oauth2/tokens/revoke",
            ["QuickBooks:AuthorizeUrl"] = $"{books}/connect/oauth2",
            ["QuickBooks:SettleSeconds"] = "0",
            ["QuickBooks:BatchesPerMinute"] = "0",
            ["QuickBooks:RequestsPerMinute"] = "0",
            ["QuickBooks:TimeoutSeconds"] = "4",
            ["QuickBooks:InDoubtWaitSeconds"] = "4",
            ["Sync:LeaseSeconds"] = "8",
            ["Relay:FirstSilenceSeconds"] = "3",
            ["Runs:SuspectAfterSeconds"] = "5",
            ["Sweeps:Enabled"] = "false", // what a test does not announce is not to be found, unless it says so
            ["Webhooks:WatchMinutes"] = "0", // for those who ask for it
            ["Webhooks:HoldForeignSources"] = "false", // recordings and made deliveries name another shop than the sandbox's
        };
        foreach (var (name, value) in settings) all[name] = value;
        foreach (var (name, value) in broker?.Settings ?? new Dictionary<string, string>()) all[name] = value;
        if (broker is null)
        {
            _services.Add(ServiceProcess.Of("Platform", Ports.Free(), all));
            return;
        }
        string[] projects = ["Webhooks", "QboSync", "SupabaseSync", "Credentials"];
        var ports = projects.ToDictionary(project => project, _ => Ports.Free());
        foreach (var project in projects) all[$"Services:{project}:BaseUrl"] = $"http://127.0.0.1:{ports[project]}";
        _services.AddRange(projects.Select(project => ServiceProcess.Of(project, ports[project], all)));
        // A second instance shares queues and database with the first.
        if (twoOfQboSync) _services.Add(ServiceProcess.Of("QboSync", Ports.Free(), all));
    }
}
