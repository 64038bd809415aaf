using System.Globalization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Sandbox.Control;
using Sandbox.Faults;
using Sandbox.QuickBooks;
using Sandbox.Supabase;
using Sandbox.WooCommerce;

namespace Sandbox;

/// <summary>
/// The stand-ins over HTTP, on one port: a WooCommerce store, and whatever else is mapped below it, with fault injection before all of
/// them. Settings: <c>--urls</c> (default <c>http://127.0.0.1:8090</c>: loopback only) and <c>Sandbox:DataDirectory</c> (a folder in which
/// the stand-ins keep their state over restarts; without it everything is in memory).
/// </summary>
public static class SandboxApp
{
    /// <summary>Builds the application; <paramref name="configure"/> may replace services, such as the clock.</summary>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        // Money and dates as the real systems write them, whatever the user's locale.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var builder = WebApplication.CreateBuilder(args);
        if (string.IsNullOrWhiteSpace(builder.Configuration["urls"])) builder.WebHost.UseUrls("http://127.0.0.1:8090");
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        var directory = builder.Configuration["Sandbox:DataDirectory"];
        string? File(string name) => string.IsNullOrWhiteSpace(directory) ? null : Path.Combine(directory, name + ".jsonl");

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddFaults();
        builder.Services.AddRequestLog();
        builder.Services.AddWooCommerceStore(File("woocommerce"));
        builder.Services.AddQuickBooksCompany(File("quickbooks"));
        builder.Services.AddSupabaseProject(File("supabase"));
        configure?.Invoke(builder);

        var app = builder.Build();
        app.UseRequestLog();
        app.UseFaults();
        app.MapFrontPage();
        app.MapRequestLog();
        app.MapFaults();
        app.MapGroup("/woocommerce").MapWooCommerceStore();
        app.MapGroup("/control/woocommerce").MapWooCommerceControl();
        app.MapGroup("/quickbooks").MapQuickBooksCompany();
        app.MapGroup("/supabase").MapSupabaseProject();
        return app;
    }
}
