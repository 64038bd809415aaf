using FluentValidation;
using MassTransit;
using QboSync.Adopting;
using QboSync.Items.Reporting;
using QboSync.Mapping;
using QboSync.Metering;
using QboSync.Proving;
using QboSync.Requeueing;
using QboSync.Settings;
using QboSync.Storage;
using QboSync.Undoing;
using QboSync.Verifying;
using Syncing;
using Syncing.Conflicts;

namespace QboSync;

/// <summary>The QuickBooks target: a ledger, and the flow that books.</summary>
public static class QboSyncSetup
{
    private const string Target = "quickbooks";
    private const int LargestClaim = 60;

    /// <summary>Adds it, with the database <c>QboSync</c>.</summary>
    public static WebApplicationBuilder AddQboSync(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("QuickBooks").Get<QuickBooksOptions>() ?? new QuickBooksOptions();
        builder.AddSyncing<QboSyncDb, SqliteQboSyncDb, SqlServerQboSyncDb>("QboSync", Target, settings => settings with
        {
            Settle = TimeSpan.FromSeconds(options.SettleSeconds),
            DoubtWait = options.InDoubtWait,
            // Two full batches of QuickBooks. Outcomes are recorded when a claim's last record is done, so that larger claims would be told later.
            BatchSize = Math.Min(settings.BatchSize, LargestClaim),
        });
        builder.AddBooking();
        builder.Services.AddWatches();
        builder.Services.AddRequeueing();
        builder.Services.AddMappingApi();
        builder.Services.AddQuickBooksProof();
        builder.Services.AddSingleton<AdoptionDesk>().AddSingleton<IValidator<AdoptRequest>, AdoptRequestValidator>();
        return builder;
    }

    /// <summary>Its consumers.</summary>
    public static void Consumers(IBusRegistrationConfigurator bus)
    {
        bus.AddTakingIn<QboSyncDb>(Target);
        bus.AddRequeueing(Target);
    }

    /// <summary>Its routes: for other services, and <c>/api/quickbooks</c>.</summary>
    public static void MapQboSync(this IEndpointRouteBuilder routes)
    {
        routes.MapLedger<QboSyncDb>(Target);
        routes.MapConflicts<QboSyncDb>(Target);
        routes.MapUndo();
        routes.MapQuickBooksApi();
        routes.MapAdopting();
        routes.MapSkuReport();
        routes.MapUsage();
        routes.MapVerify();
        routes.MapQuickBooksProof();
    }
}
