using Microsoft.EntityFrameworkCore;
using Webhooks.Journal;
using Webhooks.Pulling;
using Webhooks.Runs;

namespace Webhooks.Stopping;

/// <summary>Cancelling and resuming runs, and what a run's page says of its reading.</summary>
internal static class StoppingSetup
{
    public static WebApplicationBuilder AddStopping(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Halt>().AddSingleton<StopRun>().AddSingleton<TellTargets>();
        builder.Services.AddHostedService(services => services.GetRequiredService<TellTargets>());
        builder.Services.AddSingleton<FindReadings>(services => (ids, cancel) => ReadingsAsync(services.GetRequiredService<IDbContextFactory<JournalDb>>(), ids, cancel));
        return builder;
    }

    private static async Task<IReadOnlyDictionary<Guid, RunProblem>> ReadingsAsync(IDbContextFactory<JournalDb> journal, IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        await using var database = await journal.CreateDbContextAsync(cancel);
        return await database.Pulls.AsNoTracking().Where(pull => ids.Contains(pull.SyncId) && pull.Problem != null && pull.State != PullState.Cancelled && pull.State != PullState.Done)
            .ToDictionaryAsync(pull => pull.SyncId, pull => new RunProblem(pull.Problem!, pull.DueAt), cancel);
    }
}
