using Contracts;
using Hosting.Data;
using Hosting.Sagas;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Webhooks.Alerting;
using Webhooks.Records;
using Webhooks.Runs;

namespace Webhooks;

/// <summary>Runs and their saga.</summary>
public static class RunsSetup
{
    /// <summary>Adds them, with the database <c>Runs</c>.</summary>
    public static WebApplicationBuilder AddRuns(this WebApplicationBuilder builder)
    {
        builder.AddDatabase<RunsDb, SqliteRunsDb, SqlServerRunsDb>("Runs", bookkeeping: true);
        builder.Services.AddOptions<RunOptions>().Bind(builder.Configuration.GetSection("Runs"))
            .Validate(o => o.SuspectAfterSeconds >= 1, "Setting Runs:SuspectAfterSeconds must be at least 1.")
            .Validate(o => o.MaxWaitMinutes >= 1, "Setting Runs:MaxWaitMinutes must be at least 1.").ValidateOnStart();
        builder.Services.AddHttpClient(TargetServices.HttpClientName, client => client.Timeout = TimeSpan.FromSeconds(15));
        builder.Services.AddSingleton<TargetServices>();
        builder.Services.AddSingleton<AskTargets>();
        builder.Services.AddSingleton<RunBook>().AddSingleton<RunView>();
        builder.AddAlerting();
        builder.Services.AddHostedService<SilenceWatch>();
        return builder;
    }

    /// <summary>
    /// Everything on the queue <c>sync-runs</c>: announcements and outcomes in batches, which move the sagas themselves, and the few events
    /// that come to a saga one by one.
    /// </summary>
    public static void Consumers(IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<RunStartedConsumer>(InBatches).Endpoint(OnSyncRuns);
        bus.AddConsumer<RecordSettledConsumer>(InBatches).Endpoint(OnSyncRuns);
        bus.AddSagaStateMachine<RunMachine, Run>((context, saga) =>
            {
                // Two events of one run may meet; the later one runs again on the newer state.
                saga.UseMessageRetry(retry =>
                {
                    retry.Handle<DbUpdateException>();
                    retry.Handle<System.Data.Common.DbException>(); // a deadlock's victim, a connection that was lost
                    retry.Intervals(10, 20, 50, 100, 200, 500, 1000, 1000, 2000, 5000);
                });
                saga.ConcurrentMessageLimit = 1;
                saga.UseInMemoryOutbox(context); // what a step publishes goes out after its state is on disk
            })
            .DatabaseRepository<Run, RunsDb>()
            .Endpoint(OnSyncRuns);
    }

    private static void InBatches<T>(IConsumerConfigurator<T> consumer) where T : class =>
        consumer.Options<BatchOptions>(batch => batch.SetMessageLimit(200).SetTimeLimit(TimeSpan.FromMilliseconds(50)).SetConcurrencyLimit(1));

    private static void OnSyncRuns(IEndpointRegistrationConfigurator endpoint)
    {
        endpoint.Name = BusNames.SyncRuns;
        endpoint.PrefetchCount = 1000; // full batches of both kinds, and some to come
    }

    /// <summary>Their routes.</summary>
    public static void MapRuns(this IEndpointRouteBuilder routes) => routes.MapRunRoutes();
}
