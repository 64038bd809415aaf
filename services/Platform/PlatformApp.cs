using Credentials;
using Hosting;
using Hosting.Bus;
using Hosting.Starting;
using Platform.Showing;
using Platform.Starting;
using QboSync;
using SupabaseSync;
using Webhooks;

namespace Platform;

/// <summary>
/// Every service in one process, on the in-memory bus and files unless settings say otherwise. <c>--sandbox</c> adds stand-ins of the
/// outside systems and plays them a day of a shop; <c>--exit</c> ends after that with status 0 or 1 by the result.
/// </summary>
public static class PlatformApp
{
    /// <summary>Runs until Ctrl+C, or through <c>--exit</c>.</summary>
    public static Task<int> RunAsync(string[] args) => Service.OrRefuseAsync(async () =>
    {
        var options = CommandLine.Read(args);
        using var directory = DataDirectory.Open(options);
        var keys = FirstStart.KeysIn(directory, options);
        await using var sandbox = options.Sandbox ? await SandboxHost.StartAsync(options, directory) : null;
        await using var app = Build(options.Rest, [.. keys.Settings, .. sandbox?.Settings ?? []]);
        await app.StartAsync();
        var address = app.Urls.First();
        keys.Tell(address);

        var result = sandbox is null ? 0 : await new ShopDay(app, sandbox, address).PlayAsync(app.Lifetime.ApplicationStopping);
        if (options.Exit) await app.StopAsync();
        else await app.WaitForShutdownAsync();
        return result;
    });

    /// <summary>Builds the application that holds every service.</summary>
    public static WebApplication Build(string[] args, IEnumerable<KeyValuePair<string, string?>> settings, Action<WebApplicationBuilder>? more = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Configuration[ServiceAddresses.AllInOne] = "true";
        builder.AddPlatform("platform", 8080);
        builder.AddCredentials();
        builder.AddReceiving();
        builder.AddRuns();
        builder.AddRequesting();
        builder.AddResyncing();
        builder.AddSweeping();
        builder.AddDoctoring();
        builder.AddQboSync();
        builder.AddSupabaseSync();
        builder.AddBus(ReceivingSetup.Consumers, RunsSetup.Consumers, ResyncingSetup.Consumers, QboSyncSetup.Consumers, SupabaseSyncSetup.Consumers);
        more?.Invoke(builder);

        var app = builder.Build().UsePlatform();
        app.MapCredentials();
        app.MapReceiving();
        app.MapRuns();
        app.MapRequesting();
        app.MapSweeping();
        app.MapDoctoring();
        app.MapRecords();
        app.MapQboSync();
        app.MapSupabaseSync();
        return app;
    }
}
