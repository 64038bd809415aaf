using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Sandbox.WooCommerce.Reading;
using Testing.Brokers;
using Testing.Processes;

namespace Benchmarks.Deploying;

/// <summary>The sandbox and services of the platform, each a process of its own as a user starts it, in a temporary folder.</summary>
internal sealed class BenchPlatform : IAsyncDisposable
{
    public const string WebhookSecret = "benchmark-webhook-secret";
    private const string Realm = "9130350000000001";
    private const string ServiceKey = "benchmark-service-key-01";

    private readonly List<ServiceProcess> _services = [];
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(2) };

    private BenchPlatform(ServiceProcess sandbox)
    {
        Sandbox = sandbox;
        _http.DefaultRequestHeaders.Add("X-Api-Key", "benchmark-api-key-0001");
        _http.DefaultRequestHeaders.Add("X-Service-Key", ServiceKey);
    }

    public ServiceProcess Sandbox { get; }

    /// <summary>Where SQLite files stand.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("benchmark").FullName;

    public string DeliveryUrl => $"{_services[0].Address}/webhooks/woocommerce/shop";

    /// <summary>Starts the sandbox and the named services, the first of them the one that takes deliveries, and connects the targets.</summary>
    public static async Task<BenchPlatform> StartAsync(
        string[] projects, RabbitMqNode? broker, string[] targets, bool atIntuitsLimits = false, IReadOnlyDictionary<string, string>? more = null, string startDate = "2020-01-01")
    {
        var sandbox = ServiceProcess.Of("Sandbox", Ports.Free(), new Dictionary<string, string> { ["Logging:LogLevel:Default"] = "Warning" });
        await sandbox.StartAsync("/");
        var platform = new BenchPlatform(sandbox);
        var ports = projects.ToDictionary(project => project, _ => Ports.Free());
        var settings = platform.Settings(broker);
        if (!atIntuitsLimits) (settings["QuickBooks:BatchesPerMinute"], settings["QuickBooks:RequestsPerMinute"]) = ("0", "0");
        foreach (var (name, value) in more ?? new Dictionary<string, string>()) settings[name] = value;
        foreach (var (project, port) in ports) settings[$"Services:{project}:BaseUrl"] = $"http://127.0.0.1:{port}";
        foreach (var project in projects) platform._services.Add(ServiceProcess.Of(project, ports[project], settings));
        await Task.WhenAll(platform._services.Select(service => service.StartAsync()));
        await platform.ConnectAsync(targets, startDate);
        return platform;
    }

    /// <summary>The process id of a service, found by its address.</summary>
    public static int ProcessId(ServiceProcess service) => ProcessWith("cmdline", $"{service.Name}.dll\0--urls={service.Address}\0");

    private static int ProcessWith(string file, string text, string? name = null) => Directory.GetDirectories("/proc")
        .Select(Path.GetFileName).Where(name => int.TryParse(name, out _)).Select(name => int.Parse(name!, CultureInfo.InvariantCulture))
        .Where(id => ReadOrEmpty($"/proc/{id}/{file}").Contains(text, StringComparison.Ordinal))
        .Where(id => name is null || ReadOrEmpty($"/proc/{id}/comm").Trim() == name).Max(); // a launcher's child comes after it

    /// <summary>The services, in the order in which they were named.</summary>
    public IReadOnlyList<ServiceProcess> Services => _services;

    /// <summary>For the stand-ins and the API, with the platform's keys.</summary>
    public HttpClient Http => _http;

    /// <summary>The platform's API.</summary>
    public string Api => _services[0].Address;

    public ServiceProcess Service(string name) => _services.Single(service => service.Name == name);

    /// <summary>Rows of a table of the Supabase stand-in.</summary>
    public async Task<int> RowsAsync(string table) =>
        (int)(await _http.GetFromJsonAsync<JsonObject>($"{Sandbox.Address}/supabase/control/state"))!["counts"]![table]!;

    /// <summary>Documents of a kind in the QuickBooks stand-in.</summary>
    public async Task<int> DocumentsAsync(string kind) =>
        (int)(await _http.GetFromJsonAsync<JsonObject>($"{Sandbox.Address}/quickbooks/control/state"))!["companies"]![0]!["documents"]![kind]!;

    /// <summary>Lets the stand-in refuse what Intuit refuses.</summary>
    public async Task LimitAsync()
    {
        using var answer = await _http.PostAsJsonAsync($"{Sandbox.Address}/quickbooks/control/throttle", new { concurrent = 10, requestsPerMinute = 500, batchesPerMinute = 40 });
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>How often the stand-in was asked for a kind of thing.</summary>
    public async Task<int> CounterAsync(string kind) =>
        (int?)(await _http.GetFromJsonAsync<JsonObject>($"{Sandbox.Address}/quickbooks/control/counters"))![kind] ?? 0;

    /// <summary>Metered reads, and writes and batches, as the platform itself counts them.</summary>
    public async Task<(long Reads, long Writes)> UsageAsync()
    {
        var usage = await _http.GetFromJsonAsync<JsonObject>($"{_services[0].Address}/api/quickbooks/usage");
        return ((long)usage!["metered_reads"]!, (long)usage["writes"]!);
    }

    /// <summary>An access token of the connected company, and where its documents are posted.</summary>
    public async Task<(string Token, string Company)> BooksAsync()
    {
        using var answer = await _http.PostAsJsonAsync($"{CredentialsAddress}/internal/credentials/books/access-token", new { refused = (string?)null });
        answer.EnsureSuccessStatusCode();
        return ((string)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["access_token"]!, $"{Sandbox.Address}/quickbooks/v3/company/{Realm}");
    }

    /// <summary>Returns when the services have worked off what they had: they take less than a twentieth of a core.</summary>
    public async Task QuietAsync()
    {
        var before = await CpuAsync();
        while (true)
        {
            await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
            var now = await CpuAsync();
            if (now - before < TimeSpan.FromSeconds(0.1)) return;
            before = now;
        }
    }

    /// <summary>Processor time so far of the services, the sandbox and the broker at <paramref name="brokerPort"/>.</summary>
    public async Task<Dictionary<string, TimeSpan>> CpuByProcessAsync(int brokerPort)
    {
        var times = new Dictionary<string, TimeSpan>();
        foreach (var service in _services.Append(Sandbox)) times[service.Name] = await CpuOfAsync(ProcessId(service));
        times["RabbitMQ"] = await CpuOfAsync(ProcessWith("environ", $"RABBITMQ_NODENAME=test{brokerPort}@localhost\0", "beam.smp"));
        return times;
    }

    private async Task<TimeSpan> CpuAsync()
    {
        var sum = TimeSpan.Zero;
        foreach (var service in _services) sum += await CpuOfAsync(ProcessId(service));
        return sum;
    }

    /// <summary>Processor time of a process so far.</summary>
    // In hundredths of a second on every Linux.
    public static async Task<TimeSpan> CpuOfAsync(int process)
    {
        var fields = (await File.ReadAllTextAsync($"/proc/{process}/stat")).Split(") ")[1].Split(' ');
        return TimeSpan.FromSeconds((long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / 100.0);
    }

    /// <summary>What the services said last.</summary>
    public string Output() => string.Join("\n", _services.Select(service => $"--- {service.Name}\n{string.Join('\n', service.Output.Split('\n').TakeLast(15))}"));

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _services) await service.DisposeAsync();
        await Sandbox.DisposeAsync();
        _http.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private string CredentialsAddress => (_services.SingleOrDefault(service => service.Name == "Credentials") ?? _services[0]).Address;

    private Dictionary<string, string> Settings(RabbitMqNode? broker)
    {
        var books = $"{Sandbox.Address}/quickbooks";
        return new Dictionary<string, string>(broker?.Settings ?? new Dictionary<string, string>())
        {
            ["INTEGRATION_ENCRYPTION_KEY"] = Convert.ToBase64String(new byte[32]),
            ["Platform:ApiKey"] = "benchmark-api-key-0001",
            ["Services:Key"] = ServiceKey,
            ["Platform:DataDirectory"] = Folder,
            ["QuickBooks:ApiBaseUrl"] = books,
            ["QuickBooks:TokenUrl"] = $"{books}/oauth2/v1/tokens/bearer",
            ["QuickBooks:RevokeUrl"] = $"{books}/v2/oauth2/tokens/revoke",
            ["QuickBooks:AuthorizeUrl"] = $"{books}/connect/oauth2",
            ["QuickBooks:SettleSeconds"] = "0",
            ["Relay:FirstSilenceSeconds"] = "600", // a target that is not there on purpose is not told again meanwhile
            ["Webhooks:HoldForeignSources"] = "false", // made deliveries name no shop that is there
        };
    }

    private async Task ConnectAsync(string[] targets, string startDate)
    {
        await PutAsync("shop", "woocommerce", new { store_url = $"{Sandbox.Address}/woocommerce", consumer_key = ApiKeys.ReadWriteKey, consumer_secret = ApiKeys.ReadWriteSecret, webhook_secret = WebhookSecret });
        if (targets.Contains("quickbooks"))
            await PutAsync("books", "quickbooks", new { client_id = "sandbox-client", client_secret = "sandbox-secret", realm_id = Realm, start_date = startDate }, new { refresh_token = "sandbox-refresh-1" });
        if (targets.Contains("supabase"))
            await PutAsync("project", "supabase", new { project_url = $"{Sandbox.Address}/supabase", service_role_key = "sb_secret_sandbox" });
    }

    private async Task PutAsync(string id, string platform, object credentials, object? tokens = null)
    {
        using var answer = await _http.PutAsJsonAsync($"{CredentialsAddress}/api/credentials/{id}", new { tenant_id = "default-tenant", platform, credentials, oauth_tokens = tokens, is_active = true });
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"The credential {id} was not taken: {await answer.Content.ReadAsStringAsync()}");
    }

    private static string ReadOrEmpty(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
