using System.Collections.Concurrent;
using QboSync.Storage;

namespace QboSync.Reserving;

/// <summary>Collects what a booking would make, for a preview. Documents then carry <see cref="EntryFinding.Placeholder"/> where the id will stand.</summary>
public sealed class EntryLook
{
    private readonly ConcurrentDictionary<(ReservationKind, string), EntryFinding> _missing = new();

    /// <summary>Customers and items that would be made, or asked about, each once.</summary>
    public IReadOnlyList<EntryFinding> Missing => [.. _missing.Values.OrderBy(finding => finding.Entity, StringComparer.Ordinal).ThenBy(finding => finding.Name, StringComparer.Ordinal)];

    internal void Add(EntryFinding finding) => _missing.TryAdd((finding.Kind, finding.Key), finding);
}
