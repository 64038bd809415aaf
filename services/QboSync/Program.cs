using Hosting;
using Hosting.Bus;
using Hosting.Starting;
using QboSync;

return await Service.RunAsync(() => QboSyncApp.Build(args));

/// <summary>The QuickBooks target on its own.</summary>
public static class QboSyncApp
{
    /// <summary>Builds the application; <paramref name="more"/> has the last word on its builder.</summary>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? more = null)
    {
        var builder = WebApplication.CreateBuilder(args).AddPlatform("qbo-sync", 8081);
        builder.AddQboSync();
        builder.AddBus(QboSyncSetup.Consumers);
        more?.Invoke(builder);

        var app = builder.Build().UsePlatform();
        app.MapQboSync();
        return app;
    }
}
