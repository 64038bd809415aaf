using MassTransit;
using Microsoft.Extensions.Options;
using QboSync.Storage;
using Syncing.Dispatching;

namespace QboSync.Requeueing;

/// <summary>Trying again, by itself, what waits for somebody to put something right.</summary>
public static class RequeueingSetup
{
    /// <summary>Adds it; the ledger must be added beside it.</summary>
    public static void AddRequeueing(this IServiceCollection services)
    {
        services.AddOptions<CauseWatchOptions>().BindConfiguration("QuickBooks").ValidateOnStart();
        services.AddSingleton<IValidateOptions<CauseWatchOptions>, CauseWatchOptionsCheck>();
        services.AddSingleton<Requeueing<QboSyncDb>>().AddSingleton<CauseRequeueing>().AddSingleton<ChangedEntries>().AddSingleton<CauseLook>();
        services.AddSingleton<CauseWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<CauseWatch>());
    }

    /// <summary>Hears of changed credentials, at the queue where the target hears of them already.</summary>
    public static void AddRequeueing(this IBusRegistrationConfigurator bus, string target) =>
        bus.AddConsumer<ReconnectedConsumer>().Endpoint(endpoint => endpoint.Name = $"{target}-credentials");
}
