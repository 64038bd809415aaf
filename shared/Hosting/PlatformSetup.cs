using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Hosting.Health;
using Hosting.Keys;
using Hosting.Observability;
using Hosting.Problems;
using Hosting.Secrets;
using Hosting.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Hosting;

/// <summary>What every service of the platform has, in one call before and one after <c>Build</c>.</summary>
public static class PlatformSetup
{
    /// <summary>
    /// Adds settings, logs, telemetry, health, API keys, problem details, OpenAPI and the client of Credentials.
    /// </summary>
    /// <param name="builder">The service's builder.</param>
    /// <param name="service">Name of the service as it stands in logs and telemetry.</param>
    /// <param name="port">The loopback port where no address is set (<c>ASPNETCORE_URLS</c>, <c>--urls</c>).</param>
    public static WebApplicationBuilder AddPlatform(this WebApplicationBuilder builder, string service, int port)
    {
        // Money and dates are written for machines, whatever the user's locale. (Invariant mode would do so too, but SQL Server's driver refuses it.)
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;

        if (string.IsNullOrEmpty(builder.Configuration["urls"])) builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddPlatformSettings(builder.Configuration);
        builder.AddPlatformLogging(service);
        builder.AddPlatformTelemetry(service);
        builder.Services.AddPlatformHealth();
        builder.Services.AddPlatformProblems();
        builder.Services.AddCredentialsClient();
        builder.Services.AddOpenApi();
        builder.Services.ConfigureHttpJsonOptions(http => RefuseUnknownFields(ConfigureJson(http.SerializerOptions)));
        return builder;
    }

    /// <summary>Puts the shared middleware in front and maps health and OpenAPI.</summary>
    public static WebApplication UsePlatform(this WebApplication app)
    {
        app.UsePlatformProblems();
        app.UseKeys();
        app.MapPlatformHealth();
        app.MapOpenApi();
        app.StartTelemetry();
        return app;
    }

    /// <summary>
    /// The JSON of every HTTP interface: snake_case, enums by name. It reads the answers of other services, which may know more fields than we do;
    /// a request to us with a field that we do not know is refused, because a misspelt one would widen what is asked for.
    /// </summary>
    public static readonly JsonSerializerOptions Json = ConfigureJson(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    private static void RefuseUnknownFields(JsonSerializerOptions json) => json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;

    private static JsonSerializerOptions ConfigureJson(JsonSerializerOptions json)
    {
        json.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        json.DictionaryKeyPolicy = null;
        json.NumberHandling = JsonNumberHandling.Strict;
        if (!json.Converters.OfType<JsonStringEnumConverter>().Any()) json.Converters.Add(new JsonStringEnumConverter());
        return json;
    }
}
