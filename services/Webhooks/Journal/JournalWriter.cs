using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;

namespace Webhooks.Journal;

/// <summary>
/// Puts deliveries on disk. Requests that arrive together share one transaction (group commit), and each is answered when that
/// transaction is on disk. A duplicate does not fail its neighbours.
/// </summary>
public sealed class JournalWriter(IDbContextFactory<JournalDb> databases, JournalSignal signal, JournalTurn turn, Rush rush, ILogger<JournalWriter> log) : BackgroundService
{
    private const int MostTogether = 256;
    private const int MostWaiting = 4096;

    private readonly Channel<Entry> _entries = Channel.CreateBounded<Entry>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private DeliveryInsert? _insert;

    private sealed record Entry(Delivery Delivery, TaskCompletionSource<Journaled> Done);

    /// <summary>Returns when the delivery is on disk.</summary>
    /// <exception cref="JournalUnavailableException">It is not on disk, and the sender must be told so.</exception>
    public async Task<Journaled> WriteAsync(Delivery delivery, CancellationToken cancel)
    {
        var entry = new Entry(delivery, new(TaskCreationOptions.RunContinuationsAsynchronously));
        try
        {
            await _entries.Writer.WriteAsync(entry, cancel);
        }
        catch (ChannelClosedException e)
        {
            throw new JournalUnavailableException("The service is stopping.", e);
        }
        return await entry.Done.Task; // not cancelled: a sender who hangs up does not undo a write
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<Entry>(MostTogether);
        try
        {
            while (await _entries.Reader.WaitToReadAsync(stoppingToken))
            {
                batch.Clear();
                while (batch.Count < MostTogether && _entries.Reader.TryRead(out var entry)) batch.Add(entry);
                rush.Note(batch.Count(entry => entry.Delivery.Kind == DeliveryKind.Webhook)); // nobody waits at the door for the pages of a pull
                try
                {
                    await WriteBatchAsync(batch);
                }
                catch (Exception e)
                {
                    Fail(batch, e);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping: what waits now is not on disk, and is answered so.
        }
        _entries.Writer.TryComplete();
        while (_entries.Reader.TryRead(out var late)) late.Done.TrySetException(new JournalUnavailableException("The service is stopping.", null));
    }

    private async Task WriteBatchAsync(List<Entry> batch, bool again = false)
    {
        try
        {
            await WriteTogetherAsync(batch);
        }
        catch (DbUpdateException) when (batch.Count > 1)
        {
            // Another instance wrote one of them meanwhile: each on its own, so that only that one is the duplicate.
            foreach (var entry in batch) await WriteBatchAsync([entry]);
        }
        catch (DbUpdateException e)
        {
            // If it stands there by now, it is found as a duplicate.
            if (!again && batch[0].Delivery.DuplicateKey is { } key && await ExistsAsync(key)) await WriteBatchAsync(batch, again: true);
            else Fail(batch, e);
        }
    }

    private async Task WriteTogetherAsync(List<Entry> batch)
    {
        await using var database = await databases.CreateDbContextAsync();
        var keys = batch.Select(entry => entry.Delivery.DuplicateKey).OfType<string>().Distinct().ToList();
        using var ours = await turn.TakeAsync(CancellationToken.None);
        await using var transaction = await database.Database.BeginTransactionAsync();
        var known = keys.Count == 0 ? [] : await database.Deliveries
            .Where(row => keys.Contains(row.DuplicateKey!)).Select(row => new { row.Id, row.DuplicateKey }).ToDictionaryAsync(row => row.DuplicateKey!, row => row.Id);
        var firsts = new Dictionary<string, Entry>();
        var repeats = new List<long>();
        var fresh = new List<Delivery>(batch.Count);
        foreach (var entry in batch) entry.Delivery.Repeats = 0; // counted before by a commit that failed
        foreach (var entry in batch)
        {
            if (entry.Delivery.DuplicateKey is { } key)
            {
                if (known.TryGetValue(key, out var id))
                {
                    repeats.Add(id);
                    continue;
                }
                if (!firsts.TryAdd(key, entry))
                {
                    firsts[key].Delivery.Repeats++;
                    continue;
                }
            }
            fresh.Add(entry.Delivery);
        }
        await (_insert ??= DeliveryInsert.For(database)).WriteAsync(database, fresh);
        foreach (var group in repeats.GroupBy(id => id))
        {
            var times = group.Count();
            await database.Deliveries.Where(row => row.Id == group.Key).ExecuteUpdateAsync(set => set.SetProperty(row => row.Repeats, row => row.Repeats + times));
        }
        await transaction.CommitAsync();

        signal.Set();
        foreach (var entry in batch)
        {
            var key = entry.Delivery.DuplicateKey;
            var duplicateOf = key is null ? null : known.TryGetValue(key, out var id) ? id : firsts[key] != entry ? firsts[key].Delivery.Id : (long?)null;
            entry.Done.TrySetResult(new Journaled(duplicateOf ?? entry.Delivery.Id, duplicateOf is not null));
        }
    }

    private async Task<bool> ExistsAsync(string key)
    {
        await using var database = await databases.CreateDbContextAsync();
        return await database.Deliveries.AnyAsync(row => row.DuplicateKey == key);
    }

    private void Fail(List<Entry> batch, Exception e)
    {
        log.LogError(e, "{Count} deliveries could not be journaled", batch.Count);
        foreach (var entry in batch) entry.Done.TrySetException(new JournalUnavailableException("The journal cannot be written.", e));
    }
}

/// <summary>Where a delivery stands in the journal.</summary>
/// <param name="Id">Its row, or the row that it repeats.</param>
/// <param name="Duplicate">It had come before.</param>
public sealed record Journaled(long Id, bool Duplicate);

/// <summary>A delivery is not on disk.</summary>
public sealed class JournalUnavailableException(string message, Exception? inner) : Exception(message, inner);
