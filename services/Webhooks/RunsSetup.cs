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
            .Validate(o => o.SuspectAfterSeconds >= 1, "Setting Runs:SuspectAfterSeconds must be at least 1.").ValidateOnStart();
        builder.Services.AddHttpClient(TargetServices.HttpClientName, client => client.Timeout = TimeSpan.FromSeconds(15));
        builder.Services.AddSingleton<TargetServices>();
        builder.Services.AddSingleton<AskTargets>();
        builder.AddAlerting();
        builder.Services.AddHostedService<SilenceWatch>();
        return builder;
    }

    /// <summary>The saga, on the queue <c>sync-runs</c>.</summary>
    public static void Consumers(IBusRegistrationConfigurator bus) =>
        bus.AddSagaStateMachine<RunMachine, Run>((context, saga) =>
            {
                // Two events of one run may meet; the later one runs again on the newer state.
                saga.UseMessageRetry(retry =>
                {
                    retry.Handle<DbUpdateException>();
                    retry.Handle<System.Data.Common.DbException>(); // a deadlock's victim, a connection that was lost
                    retry.Intervals(10, 20, 50, 100, 200, 500, 1000, 1000, 2000, 5000);
                });
                // A file has one writer: others would only wait for it, each with a thread that the receiver needs.
                if (context.GetRequiredService<IConfiguration>().UsesFiles()) saga.ConcurrentMessageLimit = 1;
                saga.UseInMemoryOutbox(context); // what a step publishes goes out after its state is on disk
            })
            .DatabaseRepository<Run, RunsDb>()
            .Endpoint(endpoint =>
            {
                endpoint.Name = BusNames.SyncRuns;
                endpoint.ConcurrentMessageLimit = 8;
            });

    /// <summary>Their routes.</summary>
    public static void MapRuns(this IEndpointRouteBuilder routes) => routes.MapRunRoutes();
}
