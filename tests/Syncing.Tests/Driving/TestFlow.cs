using System.Collections.Concurrent;
using Syncing.Working;

namespace Syncing.Tests.Driving;

/// <summary>A target that does as the test says, and remembers what it was asked.</summary>
public sealed class TestFlow : ITargetFlow
{
    public string Target => "quickbooks";

    /// <summary>Every item that was worked, in the order of their coming.</summary>
    public ConcurrentQueue<WorkItem> Worked { get; } = new();

    public ConcurrentQueue<TargetAccount> Accounts { get; } = new();

    public Func<WorkItem, WorkResult> Answer { get; set; } = Writes;

    /// <summary>Has the last word on a batch.</summary>
    public Func<IReadOnlyList<WorkItem>, IReadOnlyList<WorkResult>, Task<IReadOnlyList<WorkResult>>>? Batch { get; set; }

    public static WorkResult Writes(WorkItem item) => item.ExternalId is { } id ? WorkResult.Updated(item, id) : WorkResult.Created(item, $"QB-{item.Key}");

    public static Func<WorkItem, WorkResult> Fails(FaultKind kind, string code = "trouble", TimeSpan? retryAfter = null) =>
        item => WorkResult.Faulted(item, new Fault(kind, code, "It did not work; do this.", retryAfter));

    public Task<IReadOnlyList<WorkResult>> WorkAsync(TargetAccount account, string entity, IReadOnlyList<WorkItem> items, CancellationToken cancel)
    {
        Accounts.Enqueue(account);
        foreach (var item in items) Worked.Enqueue(item);
        IReadOnlyList<WorkResult> results = [.. items.Select(item => Answer(item))];
        return Batch is { } batch ? batch(items, results) : Task.FromResult(results);
    }
}
