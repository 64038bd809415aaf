using Hosting.Starting;
using Sandbox;

namespace Platform.Starting;

/// <summary>The stand-ins in this process, and the settings that point the platform at them.</summary>
internal sealed class SandboxHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SandboxHost(WebApplication app) => _app = app;

    /// <summary>Where they answer.</summary>
    public string Address => _app.Urls.First();

    /// <summary>Settings that make the platform talk to the stand-ins, and not wait for bursts that a played day does not need.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Settings => new Dictionary<string, string?>
    {
        ["QuickBooks:ApiBaseUrl"] = $"{Address}/quickbooks",
        ["QuickBooks:TokenUrl"] = $"{Address}/quickbooks/oauth2/v1/tokens/bearer",
        ["QuickBooks:RevokeUrl"] = $"{Address}/quickbooks/v2/oauth2/tokens/revoke",
        ["QuickBooks:AuthorizeUrl"] = $"{Address}/quickbooks/connect/oauth2",
        ["QuickBooks:SettleSeconds"] = "0",
        ["QuickBooks:BatchesPerMinute"] = "0", // nobody should wait for Intuit's pace
        ["QuickBooks:RequestsPerMinute"] = "0",
        ["QuickBooks:TimeoutSeconds"] = "10",
        ["QuickBooks:InDoubtWaitSeconds"] = "10",
        ["Serilog:MinimumLevel:Default"] = "Warning", // the day's own lines are what one wants to read
        ["Serilog:MinimumLevel:Override:Microsoft.Hosting.Lifetime"] = "Warning",
    };

    public static async Task<SandboxHost> StartAsync(CommandLine options, DataDirectory directory)
    {
        var urls = options.Configuration["Sandbox:Urls"] ?? "http://127.0.0.1:8090";
        var app = SandboxApp.Build([$"--urls={urls}", $"--Sandbox:DataDirectory={directory.Path}"], builder => builder.Logging.SetMinimumLevel(LogLevel.Warning));
        try
        {
            await app.StartAsync();
        }
        catch (IOException e)
        {
            throw new StartRefusedException($"The sandbox cannot listen at {urls}: {e.Message} Another address: --Sandbox:Urls=http://127.0.0.1:8091");
        }
        return new SandboxHost(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
