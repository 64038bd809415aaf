using Hosting;
using Hosting.Bus;
using Hosting.Starting;
using Webhooks;

if (await Webhooks.Resyncing.ResyncCommand.RunAsync(args, Console.Out, Console.Error) is { } exitCode) return exitCode;
return await Service.RunAsync(() => WebhooksApp.Build(args));

/// <summary>The WooCommerce edge on its own.</summary>
public static class WebhooksApp
{
    /// <summary>Builds the application; <paramref name="more"/> has the last word on its builder.</summary>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? more = null)
    {
        var builder = WebApplication.CreateBuilder(args).AddPlatform("webhooks", 8080);
        builder.AddReceiving();
        builder.AddRuns();
        builder.AddRequesting();
        builder.AddResyncing();
        builder.AddSweeping();
        builder.AddDoctoring();
        builder.AddBus(ReceivingSetup.Consumers, RunsSetup.Consumers, ResyncingSetup.Consumers);
        more?.Invoke(builder);

        var app = builder.Build().UsePlatform();
        app.MapReceiving();
        app.MapRuns();
        app.MapRequesting();
        app.MapSweeping();
        app.MapDoctoring();
        app.MapRecords();
        return app;
    }
}
