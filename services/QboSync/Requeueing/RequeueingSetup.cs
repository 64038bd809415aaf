using QboSync.Storage;
using Syncing.Dispatching;

namespace QboSync.Requeueing;

/// <summary>Trying again, by itself, what waits for somebody to put something right.</summary>
internal static class RequeueingSetup
{
    /// <summary>Adds it; the ledger must be added beside it.</summary>
    public static void AddRequeueing(this IServiceCollection services)
    {
        services.AddSingleton<Requeueing<QboSyncDb>>();
        services.AddSingleton<CauseRequeueing>();
    }
}
