using Microsoft.EntityFrameworkCore;
using QboSync.Storage;

namespace QboSync.Sending;

/// <summary>
/// Writes rows of the documents table down together: what comes while a transaction is under way shares the next one, so that a hundred
/// orders at once wait for the disk a few times, not a hundred. A row that cannot be written spoils none of its neighbours.
/// </summary>
internal sealed class RowCommits(IDbContextFactory<QboSyncDb> databases)
{
    private readonly Lock _lock = new();
    private List<Change> _waiting = [];
    private bool _writing;

    /// <summary>Done when the row is on disk.</summary>
    public Task WriteAsync(BookedDocument row, bool isNew) => WriteAsync([row], isNew)[0];

    /// <summary>One task for each row, in their order.</summary>
    public IReadOnlyList<Task> WriteAsync(IEnumerable<BookedDocument> rows, bool isNew)
    {
        var changes = rows.Select(row => new Change(row, isNew)).ToList();
        lock (_lock)
        {
            _waiting.AddRange(changes);
            if (!_writing && changes.Count > 0)
            {
                _writing = true;
                _ = Task.Run(WorkAsync);
            }
        }
        return [.. changes.Select(change => change.Done.Task)];
    }

    private async Task WorkAsync()
    {
        while (true)
        {
            List<Change> changes;
            lock (_lock)
            {
                (changes, _waiting) = (_waiting, []);
                if (changes.Count == 0)
                {
                    _writing = false;
                    return;
                }
            }
            try
            {
                await CommitAsync(changes);
                foreach (var change in changes) change.Done.SetResult();
            }
            catch (Exception) when (changes.Count > 1)
            {
                foreach (var change in changes) await AloneAsync(change);
            }
            catch (Exception e)
            {
                changes[0].Done.SetException(e);
            }
        }
    }

    private async Task AloneAsync(Change change)
    {
        try
        {
            await CommitAsync([change]);
            change.Done.SetResult();
        }
        catch (Exception e)
        {
            change.Done.SetException(e);
        }
    }

    private async Task CommitAsync(IReadOnlyList<Change> changes)
    {
        var versions = changes.Select(change => change.Row.Version).ToList();
        try
        {
            await using var database = databases.CreateDbContext();
            foreach (var (row, isNew, _) in changes)
            {
                if (isNew)
                {
                    database.Documents.Add(row);
                    continue;
                }
                var entry = database.Documents.Update(row);
                entry.Property(document => document.Version).OriginalValue = row.Version;
                row.Version++;
            }
            await database.SaveChangesAsync(CancellationToken.None);
        }
        catch
        {
            foreach (var (change, version) in changes.Zip(versions))
            {
                change.Row.Version = version;
                if (change.IsNew) change.Row.Id = 0;
            }
            throw;
        }
    }

    private sealed record Change(BookedDocument Row, bool IsNew, TaskCompletionSource Done)
    {
        public Change(BookedDocument row, bool isNew) : this(row, isNew, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))
        {
        }
    }
}
