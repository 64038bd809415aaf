using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Sandbox.QuickBooks.Connecting;
using Sandbox.QuickBooks.Controlling;
using Sandbox.QuickBooks.Notifying;
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

    private sealed class Stand : IDisposable
    {
        private readonly DocumentStore _store;
        private readonly Counters _counters;
        private readonly WebhookDesk _webhooks;
        private readonly TimeProvider _time;

        public Stand(string? file, TimeProvider time)
        {
            _time = time;
            _store = new DocumentStore(file);
            _counters = new Counters(_store, time);
            _webhooks = new WebhookDesk(time);
        }

        public void Map(IEndpointRouteBuilder app)
        {
            var (companies, tokens, throttle) = (new Companies(_store, _time, Tell), new TokenBook(_store, _time), new Throttle(_time));
            var gateway = new Gateway(tokens, companies, throttle, _counters, _time);
            var queries = new QueryRoutes(gateway, _counters);
            new OAuthRoutes(tokens, companies, _counters).Map(app);
            queries.Map(app);
            new BatchRoutes(gateway, queries, _counters).Map(app);
            new ChangeRoutes(gateway, _counters).Map(app);
            new DocumentRoutes(gateway, _counters).Map(app);
            new TaxServiceRoutes(gateway, _counters).Map(app);
            new FileRoutes(gateway, companies, _counters).Map(app);
            new ReportRoutes(gateway, _counters).Map(app);
            new EntityRoutes(gateway, _counters).Map(app);
            new ControlRoutes(companies, tokens, throttle, _counters, _webhooks).Map(app);
        }

        public void Dispose()
        {
            _webhooks.Dispose();
            _counters.Dispose();
            _store.Dispose();
        }

        private void Tell(Company company, string kind, string id, JsonObject? before, JsonObject? after)
        {
            if (_webhooks.IsOn) _webhooks.Tell(ChangeNotice.Of(company, kind, id, before, after));
        }
    }
}
