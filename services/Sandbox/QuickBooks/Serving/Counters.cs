using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Storing;
using Sandbox.Storage;

namespace Sandbox.QuickBooks.Serving;

/// <summary>
/// How often each kind of request was made since the last reset, such as "create SalesReceipt" or "batch item create Invoice", and per company what Intuit
/// would meter. Kept over a restart: written every second while something changes, and at the end.
/// </summary>
internal sealed class Counters : IDisposable
{
    private const string Kept = "counters";
    private const string Everything = "all";
    private static readonly TimeSpan SaveEvery = TimeSpan.FromSeconds(1);
    private static readonly string[] Metered = ["reads", "queries", "cdc", "reports", "batchQueries"];
    private readonly DocumentStore _store;
    private readonly ConcurrentDictionary<(string Scope, string Name), long> _counts = new();
    private readonly ITimer _timer;
    private int _changed;

    public Counters(DocumentStore store, TimeProvider time)
    {
        _store = store;
        foreach (var row in store.All(Kept))
            foreach (var (name, count) in row.Object("counts")!) _counts[(row.Text("scope")!, name)] = (long)count!;
        _timer = time.CreateTimer(_ => Save(), null, SaveEvery, SaveEvery);
    }

    public void Count(string kind) => Add(Everything, kind);

    /// <summary>One call that reached the company.</summary>
    public void Meter(string realm, CallKind kind) => Add(realm, kind switch
    {
        CallKind.Read => "reads", CallKind.Query => "queries", CallKind.ChangeData => "cdc", CallKind.Report => "reports", CallKind.Write => "writes", _ => "batches",
    });

    /// <summary>One operation inside a batch.</summary>
    public void MeterItem(string realm, bool isQuery) => Add(realm, isQuery ? "batchQueries" : "batchWrites");

    public IReadOnlyDictionary<string, long> All => Of(Everything);

    /// <summary>What a company has used. <c>corePlus</c> is what Intuit meters, <c>core</c> what is free; <c>calls</c> are HTTP requests, those that read and those that write apart.</summary>
    public JsonObject Use(string realm)
    {
        var counts = Of(realm);
        long Sum(params string[] names) => names.Sum(name => counts.GetValueOrDefault(name));
        var use = new JsonObject();
        foreach (var name in (string[])["reads", "queries", "cdc", "reports", "writes", "batches", "batchQueries", "batchWrites"]) use[name] = Sum(name);
        use["corePlus"] = Sum(Metered);
        use["core"] = Sum("writes", "batchWrites");
        use["readCalls"] = Sum("reads", "queries", "cdc", "reports");
        use["writeCalls"] = Sum("writes", "batches");
        use["calls"] = Sum("reads", "queries", "cdc", "reports", "writes", "batches");
        return use;
    }

    public void Reset()
    {
        _counts.Clear();
        foreach (var row in _store.All(Kept)) _store.Remove(Kept, row.Text("scope")!);
    }

    public void Dispose()
    {
        _timer.Dispose();
        Save();
    }

    private SortedDictionary<string, long> Of(string scope) =>
        new(_counts.Where(count => count.Key.Scope == scope).ToDictionary(count => count.Key.Name, count => count.Value), StringComparer.Ordinal);

    private void Add(string scope, string name)
    {
        _counts.AddOrUpdate((scope, name), 1, (_, count) => count + 1);
        Volatile.Write(ref _changed, 1);
    }

    private void Save()
    {
        if (Interlocked.Exchange(ref _changed, 0) == 0) return;
        _store.Write([.. _counts.GroupBy(count => count.Key.Scope).Select(scope => (Kept, scope.Key, (JsonObject?)new JsonObject
        {
            ["scope"] = scope.Key, ["counts"] = new JsonObject(scope.Select(count => KeyValuePair.Create(count.Key.Name, (JsonNode?)JsonValue.Create(count.Value)))),
        }))]);
    }
}
