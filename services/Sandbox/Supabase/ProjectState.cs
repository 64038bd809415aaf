using System.Text.Json.Nodes;
using Sandbox.Storage;
using Sandbox.Supabase.Rows;
using Sandbox.Supabase.Schema;

namespace Sandbox.Supabase;

/// <summary>The stand-in project: its rows, and how it is set up. The switches last as long as the rows do.</summary>
public sealed class ProjectState : IDisposable
{
    private const string Switches = "control";
    private readonly DocumentStore _documents;
    private readonly TimeProvider _time;

    /// <summary>Opens the project kept in <paramref name="file"/>, or one in memory.</summary>
    public ProjectState(string? file, TimeProvider time)
    {
        _documents = new DocumentStore(file);
        _time = time;
        Rows = new RowStore(_documents);
        Settings = _documents.Get(Switches, "settings") is { } stored ? ProjectSettings.Read(stored, new ProjectSettings()) : new ProjectSettings();
    }

    /// <summary>The committed rows.</summary>
    public RowStore Rows { get; }

    /// <summary>How the project is set up.</summary>
    public ProjectSettings Settings { get; private set; }

    /// <summary>Calls of the REST API since the start, refused ones included.</summary>
    public long Calls => Interlocked.Read(ref _calls);

    private long _calls;

    /// <summary>Now.</summary>
    public DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>Counts a call.</summary>
    public void CountCall() => Interlocked.Increment(ref _calls);

    /// <summary>Runs a transaction; what it throws rolls it back.</summary>
    public T Run<T>(Func<RowTransaction, T> work)
    {
        lock (Rows.Gate)
        {
            var transaction = new RowTransaction(Rows, Now);
            var result = work(transaction);
            transaction.Commit();
            return result;
        }
    }

    /// <summary>Changes the set-up.</summary>
    public void Change(ProjectSettings settings)
    {
        Settings = settings;
        _documents.Put(Switches, "settings", settings.Write());
    }

    /// <summary>Empties every table.</summary>
    public void Clear() => Run(transaction =>
    {
        foreach (var table in MirrorTables.All)
            foreach (var row in transaction.All(table)) transaction.Set(table, RowStore.KeyOf(row), null);
        return true;
    });

    /// <summary>How many rows each table has, deleted ones included.</summary>
    public JsonObject Counts()
    {
        lock (Rows.Gate) return new JsonObject(MirrorTables.All.Select(table => KeyValuePair.Create<string, JsonNode?>(table.Name, Rows.All(table).Count)));
    }

    /// <inheritdoc/>
    public void Dispose() => _documents.Dispose();
}
