using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Hosting.Observability;

/// <summary>Traces and metrics over OTLP, only where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where to.</summary>
public static class Telemetry
{
    /// <summary>The platform's own activity source and meter.</summary>
    public const string Name = "Platform.Sync";

    /// <summary>Spans of the platform's own steps.</summary>
    public static readonly ActivitySource Source = new(Name);

    /// <summary>Counters of the platform's own steps.</summary>
    public static readonly Meter Meter = new(Name);

    internal static void AddPlatformTelemetry(this WebApplicationBuilder builder, string service)
    {
        if (string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"])) return;
        builder.Services.AddSingleton(_ => Sdk.CreateTracerProviderBuilder()
            .ConfigureResource(resource => resource.AddService(service))
            .AddSource("Microsoft.AspNetCore", "System.Net.Http", "MassTransit", Name)
            .AddOtlpExporter().Build()!);
        builder.Services.AddSingleton(_ => Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(resource => resource.AddService(service))
            .AddMeter("Microsoft.AspNetCore.Hosting", "System.Net.Http", "MassTransit", Name)
            .AddOtlpExporter().Build()!);
    }

    internal static void StartTelemetry(this WebApplication app)
    {
        // Nobody else asks for the providers, and unasked they are never built.
        app.Services.GetService<TracerProvider>();
        app.Services.GetService<MeterProvider>();
    }
}
