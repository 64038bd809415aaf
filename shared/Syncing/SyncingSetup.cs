using Contracts;
using Hosting;
using Hosting.Data;
using Hosting.Settings;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Syncing.Asking;
using Syncing.Cancelling;
using Syncing.Dispatching;
using Syncing.Ledger;
using Syncing.Planning;
using Syncing.TakingIn;
using Syncing.Telling;

namespace Syncing;

/// <summary>What a target service puts together: its ledger and the road through it. The service adds its <c>ITargetFlow</c>.</summary>
public static class SyncingSetup
{
    /// <summary>Adds the ledger of one target, kept in the database <paramref name="database"/>.</summary>
    public static WebApplicationBuilder AddSyncing<TDb, TSqlite, TSqlServer>(
        this WebApplicationBuilder builder, string database, string target, Func<TargetSettings<TDb>, TargetSettings<TDb>>? settings = null)
        where TDb : LedgerDb
        where TSqlite : TDb
        where TSqlServer : TDb
    {
        var sync = builder.Configuration.GetSection("Sync").Get<SyncOptions>() ?? new SyncOptions();
        var own = new TargetSettings<TDb>(target) 
        {
            BatchSize = sync.BatchSize, Parallelism = sync.Parallelism, Lease = TimeSpan.FromSeconds(sync.LeaseSeconds),
            Alone = builder.Configuration.GetValue<bool>(ServiceAddresses.AllInOne) && builder.Configuration.UsesFiles(),
        };
        builder.AddDatabase<TDb, TSqlite, TSqlServer>(database);
        builder.Services.AddSingleton(settings?.Invoke(own) ?? own);
        builder.Services.AddSingleton<TargetAccounts<TDb>>();
        builder.Services.AddSingleton<WorkSignal<TDb>>();
        builder.Services.AddSingleton<TakeIn<TDb>>();
        builder.Services.AddSingleton<Claiming<TDb>>();
        builder.Services.AddSingleton<Recording<TDb>>();
        builder.Services.AddSingleton<LedgerQuestions<TDb>>();
        builder.Services.AddSingleton<Standings<TDb>>();
        builder.Services.AddSingleton<RunStops<TDb>>();
        builder.Services.AddSingleton<Planning<TDb>>();
        builder.Services.AddSingleton<LedgerFailures<TDb>>();
        builder.Services.AddSingleton<RetryBatches<TDb>>();
        builder.Services.AddSingleton<LedgerStanding<TDb>>();
        builder.Services.AddHostedService<Dispatcher<TDb>>();
        builder.Services.AddHostedService<OutcomeTeller<TDb>>();
        builder.Services.AddHealthChecks().AddCheck<LedgerHealth<TDb>>($"{target}-ledger");
        return builder;
    }

    /// <summary>Adds the consumers of one target: three queues, one per entity.</summary>
    public static void AddTakingIn<TDb>(this IBusRegistrationConfigurator bus, string target) where TDb : LedgerDb
    {
        bus.AddTakingIn<TDb, OrderChanged>(target, Entities.Orders);
        bus.AddTakingIn<TDb, ProductChanged>(target, Entities.Products);
        bus.AddTakingIn<TDb, CustomerChanged>(target, Entities.Customers);
        bus.AddConsumer<LiftPauses<TDb>>().Endpoint(endpoint => endpoint.Name = $"{target}-credentials");
    }

    /// <summary>Maps what the ledger answers to other services, under <c>/internal/{target}</c>.</summary>
    public static void MapLedger<TDb>(this IEndpointRouteBuilder routes, string target) where TDb : LedgerDb
    {
        var ledger = routes.MapGroup($"/internal/{target}").ExcludeFromDescription();
        ledger.MapGet("/records/{entity}/{key}", (string entity, string key, LedgerQuestions<TDb> questions, CancellationToken cancel) =>
            questions.RecordAsync(entity, key, cancel));
        ledger.MapGet("/counts", (LedgerQuestions<TDb> questions, CancellationToken cancel) => questions.CountsAsync(cancel));
        ledger.MapGet("/standing", (LedgerStanding<TDb> standing, CancellationToken cancel) => standing.NowAsync(cancel));
        ledger.MapPost("/failures/find", (FailureFilter filter, LedgerFailures<TDb> failures, CancellationToken cancel) => failures.GroupsAsync(filter, cancel));
        ledger.MapPost("/failures/records", (FailureFilter filter, LedgerFailures<TDb> failures, CancellationToken cancel) => failures.RecordsAsync(filter, cancel));
        ledger.MapPost("/failures/retry", (RetryOrder order, RetryBatches<TDb> batches, CancellationToken cancel) => batches.RetryAsync(order, cancel));
        ledger.MapGet("/failures/retries/{id:guid}", async (Guid id, RetryBatches<TDb> batches, CancellationToken cancel) =>
            await batches.ProgressAsync(id, cancel) is { } progress ? Results.Ok(progress) : Results.NotFound());
        ledger.MapPost("/settled", async (SettledQuestion question, Standings<TDb> standings, CancellationToken cancel) => question.Records.Count > Standings<TDb>.MostAsked
            ? Results.Problem($"records: at most {Standings<TDb>.MostAsked} at a time", statusCode: 400, title: "The request has errors")
            : Results.Ok(await standings.AskAsync(question, cancel)));
        ledger.MapPost("/runs/{syncId:guid}/cancel", async (Guid syncId, StopWord word, RunStops<TDb> stops, CancellationToken cancel) =>
            new { cancelled = await stops.CancelAsync(syncId, word.At, cancel) });
        ledger.MapPost("/runs/{syncId:guid}/resume", async (Guid syncId, StopWord word, RunStops<TDb> stops, CancellationToken cancel) =>
            new { resumed = await stops.ResumeAsync(syncId, word.At, cancel) });
        ledger.MapPost("/plan", (PlanQuestion question, Planning<TDb> planning, CancellationToken cancel) => planning.PlanAsync(question, cancel));
    }

    private static void AddTakingIn<TDb, TChange>(this IBusRegistrationConfigurator bus, string target, string entity)
        where TDb : LedgerDb
        where TChange : RecordChanged =>
        bus.AddConsumer<TakeInConsumer<TDb, TChange>>(consumer => consumer.Options<BatchOptions>(batch => batch
                .SetMessageLimit(100).SetTimeLimit(TimeSpan.FromMilliseconds(50)).SetConcurrencyLimit(2)))
            .Endpoint(endpoint =>
            {
                endpoint.Name = BusNames.Queue(target, entity);
                endpoint.PrefetchCount = 300; // full batches for both of them, and one to come
            });
}
