using Hosting;
using Hosting.Bus;
using Hosting.Starting;
using SupabaseSync;

return await Service.RunAsync(() => SupabaseSyncApp.Build(args));

/// <summary>The Supabase target on its own.</summary>
public static class SupabaseSyncApp
{
    /// <summary>Builds the application; <paramref name="more"/> has the last word on its builder.</summary>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? more = null)
    {
        var builder = WebApplication.CreateBuilder(args).AddPlatform("supabase-sync", 8082);
        builder.AddSupabaseSync();
        builder.AddBus(SupabaseSyncSetup.Consumers);
        more?.Invoke(builder);

        var app = builder.Build().UsePlatform();
        app.MapSupabaseSync();
        return app;
    }
}
