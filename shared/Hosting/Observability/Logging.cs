using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Json;

namespace Hosting.Observability;

/// <summary>Logs through Serilog to the console: text for a person, or JSON lines with <c>Logs:Format=json</c>.</summary>
internal static class Logging
{
    private const string Text = "{Timestamp:HH:mm:ss.fff} {Level:u3} {Message:lj} {NewLine}{Exception}";

    public static void AddPlatformLogging(this WebApplicationBuilder builder, string service)
    {
        var settings = new LoggerConfiguration()
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information)
            .MinimumLevel.Override("Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware", LogEventLevel.Fatal) // ours says it once
            .MinimumLevel.Override("Microsoft.Extensions.Hosting.Internal.Host", LogEventLevel.Fatal) // a refused start is said in words, see Starting
            .MinimumLevel.Override("System.Net.Http", LogEventLevel.Warning)
            .MinimumLevel.Override("MassTransit", LogEventLevel.Warning)
            .Enrich.WithProperty("service", service)
            .ReadFrom.Configuration(builder.Configuration);
        var json = string.Equals(builder.Configuration["Logs:Format"], "json", StringComparison.OrdinalIgnoreCase);
        var logger = (json ? settings.WriteTo.Console(new JsonFormatter(renderMessage: true)) : settings.WriteTo.Console(outputTemplate: Text)).CreateLogger();

        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<ILoggerProvider>(new Serilog.Extensions.Logging.SerilogLoggerProvider(logger, dispose: true));
    }
}
