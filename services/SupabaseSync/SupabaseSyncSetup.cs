using MassTransit;
using SupabaseSync.Drifting;
using SupabaseSync.Mirroring;
using SupabaseSync.Proving;
using Syncing;
using Syncing.Conflicts;

namespace SupabaseSync;

/// <summary>The Supabase target: a ledger, and the flow that mirrors into tables.</summary>
public static class SupabaseSyncSetup
{
    private const string Target = "supabase";

    /// <summary>Adds it, with the database <c>SupabaseSync</c>.</summary>
    public static WebApplicationBuilder AddSupabaseSync(this WebApplicationBuilder builder)
    {
        builder.AddSyncing<SupabaseSyncDb, SqliteSupabaseSyncDb, SqlServerSupabaseSyncDb>("SupabaseSync", Target);
        builder.Services.AddMirroring(builder.Configuration).AddHostedService<DriftWatch>();
        builder.Services.AddSupabaseProof();
        return builder;
    }

    /// <summary>Its consumers.</summary>
    public static void Consumers(IBusRegistrationConfigurator bus) => bus.AddTakingIn<SupabaseSyncDb>(Target);

    /// <summary>Its routes, for other services.</summary>
    public static void MapSupabaseSync(this IEndpointRouteBuilder routes)
    {
        routes.MapLedger<SupabaseSyncDb>(Target);
        routes.MapSupabaseProof();
        routes.MapConflicts<SupabaseSyncDb>(Target);
    }
}
