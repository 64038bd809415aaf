using Contracts;
using Microsoft.EntityFrameworkCore;
using Webhooks.Pulling;
using Webhooks.Runs;

namespace Webhooks.Planning;

/// <summary>
/// Dry runs in the table of runs. Their planner writes them itself and gives signs of life; one that gives none any more is ended by whoever
/// notices, and writes nothing from then on.
/// </summary>
public sealed class PlanBook(IDbContextFactory<RunsDb> databases, TimeProvider clock)
{
    /// <summary>How long a dry run counts as alive after a sign of life.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(1);

    private const string CutOff = "The dry run was cut off: the service that planned it stopped. Nothing was written anywhere. Start it again.";

    /// <summary>Puts a dry run into the table; false where it stands there already, as one that was asked for by a message that came again.</summary>
    public async Task<bool> BeginAsync(Pull pull, CancellationToken cancel)
    {
        var scope = PullMessages.Started(pull).Scope!;
        await using var database = await databases.CreateDbContextAsync(cancel);
        if (await database.Runs.AnyAsync(run => run.CorrelationId == pull.SyncId, cancel)) return false;
        database.Runs.Add(new Run
        {
            CorrelationId = pull.SyncId, Version = 1, CurrentState = nameof(RunMachine.Running), TenantId = pull.TenantId, StoreId = pull.StoreId, Trigger = pull.Trigger,
            Announced = true, Reading = true, Entity = scope.Entity, Target = scope.Target, Mode = scope.Mode, Reason = scope.Reason, AskedBy = scope.AskedBy, DryRun = true,
            StartedAt = pull.StartedAt, AliveUntil = clock.GetUtcNow() + Life,
        });
        await database.SaveChangesAsync(cancel);
        return true;
    }

    /// <summary>Writes down what would become of some records; false where the dry run has ended meanwhile.</summary>
    public async Task<bool> AddAsync(Guid syncId, IReadOnlyList<RunItem> items, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        if (!await database.Runs.AnyAsync(run => run.CorrelationId == syncId && run.EndedAt == null, cancel)) return false;
        var keys = items.Select(item => item.Key).Distinct().ToList();
        var known = (await database.Items.Where(item => item.SyncId == syncId && keys.Contains(item.Key)).ToListAsync(cancel)).ToDictionary(item => (item.Target, item.Entity, item.Key));
        foreach (var item in items)
        {
            // It changed while the shop was being read: the newer version is the one that stands in the end.
            if (known.TryGetValue((item.Target, item.Entity, item.Key), out var row)) database.Entry(row).CurrentValues.SetValues(item);
            else database.Items.Add(item);
        }
        await database.SaveChangesAsync(cancel);
        return true;
    }

    /// <summary>Ends a dry run by what it found; nothing where it has ended already.</summary>
    public async Task EndAsync(Guid syncId, IReadOnlyCollection<RunError> problems, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var failed = await database.Items.CountAsync(item => item.SyncId == syncId && item.Outcome == RecordOutcome.Failed, cancel);
        var all = await database.Items.CountAsync(item => item.SyncId == syncId, cancel);
        await EndAsync(database.Runs.Where(run => run.CorrelationId == syncId), StateOf(all, failed, problems.Count), RunTotals.Kept(problems), cancel);
    }

    /// <summary>How a dry run ends.</summary>
    /// <param name="all">Records, in all targets taken together.</param>
    /// <param name="failed">Those that would be refused.</param>
    /// <param name="problems">Targets that could not say, or a shop that could not be read.</param>
    public static string StateOf(int all, int failed, int problems) =>
        failed == 0 && problems == 0 ? nameof(RunMachine.Success) : failed == all ? nameof(RunMachine.Failed) : nameof(RunMachine.PartialSuccess);

    /// <summary>A sign of life of some dry runs.</summary>
    public async Task AliveAsync(IReadOnlyCollection<Guid> syncIds, CancellationToken cancel)
    {
        DateTimeOffset? until = clock.GetUtcNow() + Life;
        await using var database = await databases.CreateDbContextAsync(cancel);
        await database.Runs.Where(run => syncIds.Contains(run.CorrelationId) && run.EndedAt == null).ExecuteUpdateAsync(set => set.SetProperty(run => run.AliveUntil, until), cancel);
    }

    /// <summary>Ends dry runs that give no sign of life any more; answers how many.</summary>
    /// <param name="ours">Those of this process, which lives.</param>
    /// <param name="alone">Where no other process plans: since when this one lives. Whatever began before is dead.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<int> EndDeadAsync(IReadOnlyCollection<Guid> ours, DateTimeOffset? alone, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(cancel);
        var dead = await database.Runs.AsNoTracking().Where(run => run.DryRun && run.EndedAt == null && run.AliveUntil != null && (run.AliveUntil < now || run.StartedAt < alone)).ToListAsync(cancel);
        foreach (var run in dead.Where(run => !ours.Contains(run.CorrelationId)))
        {
            var alive = run.AliveUntil; // one that gave a sign meanwhile lives
            await EndAsync(database.Runs.Where(row => row.CorrelationId == run.CorrelationId && row.AliveUntil == alive), nameof(RunMachine.Failed), RunTotals.Kept([Stopped(run.Entity!)]), cancel);
        }
        return dead.Count;
    }

    /// <summary>The error of a dry run that was cut off.</summary>
    public static RunError Stopped(string entity) => new("", entity, "", CutOff, "cut_off");

    private async Task EndAsync(IQueryable<Run> runs, string state, string? problems, CancellationToken cancel)
    {
        DateTimeOffset? now = clock.GetUtcNow();
        await runs.Where(run => run.EndedAt == null).ExecuteUpdateAsync(set => set
            .SetProperty(run => run.CurrentState, state).SetProperty(run => run.EndedAt, now).SetProperty(run => run.Reading, false)
            .SetProperty(run => run.Problems, problems).SetProperty(run => run.AliveUntil, (DateTimeOffset?)null).SetProperty(run => run.Version, run => run.Version + 1), cancel);
    }
}
