using FluentValidation;
using Webhooks.Doctoring;

namespace Webhooks;

/// <summary>The watch over the shops' webhooks.</summary>
public static class DoctoringSetup
{
    /// <summary>Adds it; needs receiving, runs and requesting beside it.</summary>
    public static WebApplicationBuilder AddDoctoring(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<DoctorOptions>().Bind(builder.Configuration.GetSection("Webhooks"))
            .Validate(o => string.IsNullOrEmpty(o.PublicUrl) || (Uri.TryCreate(o.PublicUrl, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Query.Length == 0 && uri.Fragment.Length == 0),
                "Setting Webhooks:PublicUrl must be the address at which shops reach this installation, such as https://sync.example.")
            .Validate(o => o.WatchMinutes is >= 0 and <= 1440, "Setting Webhooks:WatchMinutes must be 0 (off) to 1440.")
            .Validate(o => o.SilentMinutes is >= 1 and <= 10080, "Setting Webhooks:SilentMinutes must be 1 to 10080.")
            .ValidateOnStart();
        services.AddHttpClient(AddressCheck.HttpClientName, client =>
            {
                client.Timeout = AddressCheck.Limit;
                client.DefaultRequestHeaders.UserAgent.ParseAdd("WooBooks (webhook check)");
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(1) })
            .RemoveAllLoggers(); // a line every few minutes and shop says nothing
        services.AddSingleton<ShopWatchBook>().AddSingleton<JournalSight>().AddSingleton<SourceBook>().AddSingleton<Listening>().AddSingleton<AddressCheck>().AddSingleton<GapSweep>().AddSingleton<DoctorAlerts>().AddSingleton<Doctor>();
        services.AddSingleton<IValidator<DoctorRequest>, DoctorRequestValidator>().AddSingleton<IValidator<AcceptSourceRequest>, AcceptSourceRequestValidator>();
        services.AddHostedService<ShopWatching>();
        return builder;
    }

    /// <summary>Its routes.</summary>
    public static void MapDoctoring(this IEndpointRouteBuilder routes) => routes.MapDoctor();
}
