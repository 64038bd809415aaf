using System.Collections.Concurrent;

namespace Sandbox.QuickBooks.Serving;

/// <summary>How often each kind of request was made since the start or the last reset, such as "POST salesreceipt create" or "batch item Invoice create".</summary>
internal sealed class Counters
{
    private readonly ConcurrentDictionary<string, int> _counts = new();

    public void Count(string kind) => _counts.AddOrUpdate(kind, 1, (_, count) => count + 1);

    public IReadOnlyDictionary<string, int> All => new SortedDictionary<string, int>(_counts, StringComparer.Ordinal);

    public void Reset() => _counts.Clear();
}
