using MassTransit;
using QboSync.Requeueing;
using QboSync.Settings;
using QboSync.Storage;
using Syncing;

namespace QboSync;

/// <summary>The QuickBooks target: a ledger, and the flow that books.</summary>
public static class QboSyncSetup
{
    private const string Target = "quickbooks";
    private const int LargestClaim = 20;

    /// <summary>Adds it, with the database <c>QboSync</c>.</summary>
    public static WebApplicationBuilder AddQboSync(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("QuickBooks").Get<QuickBooksOptions>() ?? new QuickBooksOptions();
        builder.AddSyncing<QboSyncDb, SqliteQboSyncDb, SqlServerQboSyncDb>("QboSync", Target, settings => settings with
        {
            Settle = TimeSpan.FromSeconds(options.SettleSeconds),
            DoubtWait = options.InDoubtWait,
            // Outcomes are recorded when a claim's last record is done, and each record takes a few calls: small claims are told sooner.
            BatchSize = Math.Min(settings.BatchSize, LargestClaim),
        });
        builder.AddBooking();
        builder.Services.AddRequeueing();
        return builder;
    }

    /// <summary>Its consumers.</summary>
    public static void Consumers(IBusRegistrationConfigurator bus)
    {
        bus.AddTakingIn<QboSyncDb>(Target);
        bus.AddRequeueing(Target);
    }

    /// <summary>Its routes, for other services.</summary>
    public static void MapQboSync(this IEndpointRouteBuilder routes) => routes.MapLedger<QboSyncDb>(Target);
}
