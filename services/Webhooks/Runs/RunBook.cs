using Contracts;
using Hosting.Sagas;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Webhooks.Runs;

/// <summary>
/// Takes announcements and outcomes into the books, a batch with one commit: the records' rows and the state of every run that it touches.
/// Either all of it stands there, or the batch comes again; whatever is repeated finds its row and changes nothing.
/// </summary>
public sealed class RunBook(IDbContextFactory<RunsDb> databases, RunMachine machine, TimeProvider clock, ILogger<RunBook> log)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly SagaEvents<Run, RunsDb> _events = new(machine);
    private readonly SemaphoreSlim _turn = new(1, 1); // a file has one writer: a second would only wait for it, with a thread that the receiver needs

    /// <summary>Notes whom runs wait for.</summary>
    public Task AnnounceAsync(ConsumeContext context, IReadOnlyList<RunStarted> started) =>
        TakeAsync(context, machine.Announced, [.. started.GroupBy(one => one.SyncId).Select(RunAnnounced.Of)], one => one.SyncId,
            one => from record in one.Started.Records from target in record.Targets select new ItemKey(target, record.Entity, record.Key));

    /// <summary>Notes what became of records.</summary>
    public Task AnswerAsync(ConsumeContext context, IReadOnlyList<RecordSettled> settled) =>
        TakeAsync(context, machine.Answered, [.. settled.GroupBy(one => one.SyncId).Select(run => new RunAnswered { SyncId = run.Key, Outcomes = [.. run] })], one => one.SyncId,
            one => one.Outcomes.Select(outcome => new ItemKey(outcome.Target, outcome.Entity, outcome.Key)));

    // Held and tried again until it is written: what can be read is never given up.
    private async Task TakeAsync<T>(ConsumeContext context, Event<T> heard, IReadOnlyList<T> news, Func<T, Guid> run, Func<T, IEnumerable<ItemKey>> about) where T : class
    {
        var cancel = context.CancellationToken;
        for (var wait = FirstWait; ; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
        {
            try
            {
                await _turn.WaitAsync(cancel);
                try
                {
                    await WriteAsync(context, heard, news, run, about, cancel);
                    return;
                }
                finally
                {
                    _turn.Release();
                }
            }
            catch (DbUpdateException) when (wait < LongestWait)
            {
                // Another instance, or an event of the saga, moved one of the runs between our reading and writing; read again.
            }
            catch (Exception e) when (!cancel.IsCancellationRequested)
            {
                log.LogWarning("{Count} of {What} cannot be noted yet: {Message}", news.Count, typeof(T).Name, e.GetBaseException().Message);
            }
            await Task.Delay(wait, clock, cancel);
        }
    }

    private async Task WriteAsync<T>(ConsumeContext context, Event<T> heard, IReadOnlyList<T> news, Func<T, Guid> run, Func<T, IEnumerable<ItemKey>> about, CancellationToken cancel) where T : class
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        var ids = news.Select(run).ToList();
        var runs = await database.Runs.Where(one => ids.Contains(one.CorrelationId)).ToDictionaryAsync(one => one.CorrelationId, cancel);
        var rows = new ItemRows(database);
        await rows.LoadAsync(runs, news.Select(one => (run(one), about(one))), cancel);
        foreach (var one in news)
        {
            if (!runs.TryGetValue(run(one), out var instance)) database.Add(instance = new Run { CorrelationId = run(one) });
            await _events.RaiseAsync(context, database, instance, heard, one, rows);
        }
        await database.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }
}
