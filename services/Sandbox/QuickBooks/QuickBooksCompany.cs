using Microsoft.Extensions.DependencyInjection.Extensions;
using Sandbox.QuickBooks.Connecting;
using Sandbox.QuickBooks.Controlling;
using Sandbox.QuickBooks.Serving;
using Sandbox.QuickBooks.Storing;
using Sandbox.Storage;

namespace Sandbox.QuickBooks;

/// <summary>A stand-in of QuickBooks Online: authorization server, Accounting API of its companies, and control.</summary>
public static class QuickBooksCompany
{
    /// <summary>Registers the stand-in; its books are kept in <paramref name="file"/>, or in memory only where it is null. A <see cref="TimeProvider"/> already registered is its clock.</summary>
    public static IServiceCollection AddQuickBooksCompany(this IServiceCollection services, string? file)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services.AddSingleton(provider => new Stand(file, provider.GetRequiredService<TimeProvider>()));
    }

    /// <summary>Maps the API under the paths Intuit has, and <c>/control</c>.</summary>
    public static IEndpointRouteBuilder MapQuickBooksCompany(this IEndpointRouteBuilder app)
    {
        app.ServiceProvider.GetRequiredService<Stand>().Map(app);
        return app;
    }

    private sealed class Stand(string? file, TimeProvider time) : IDisposable
    {
        private readonly DocumentStore _store = new(file);

        public void Map(IEndpointRouteBuilder app)
        {
            var (companies, tokens, throttle, counters) = (new Companies(_store, time), new TokenBook(_store, time), new Throttle(time), new Counters());
            var gateway = new Gateway(tokens, companies, throttle, counters, time);
            var queries = new QueryRoutes(gateway, counters);
            new OAuthRoutes(tokens, companies, counters).Map(app);
            queries.Map(app);
            new BatchRoutes(gateway, queries, counters).Map(app);
            new ChangeRoutes(gateway, counters).Map(app);
            new DocumentRoutes(gateway, counters).Map(app);
            new EntityRoutes(gateway, counters).Map(app);
            new ControlRoutes(companies, tokens, throttle, counters).Map(app);
        }

        public void Dispose() => _store.Dispose();
    }
}
