using System.Collections.Concurrent;
using QboSync.Storage;

namespace QboSync.Reserving;

/// <summary>Collects what a booking would make, for a preview. Documents then carry <see cref="EntryFinding.Placeholder"/> where the id will stand.</summary>
public sealed class EntryLook
{
    private readonly ConcurrentDictionary<(ReservationKind, string), EntryFinding> _missing = new();
    private readonly ConcurrentDictionary<(ReservationKind, string), EntryFinding> _linked = new();

    /// <summary>What a person would be asked about holds the record, as it would when it is booked; else it is collected as something to ask.</summary>
    public bool Asks { get; init; }

    /// <summary>Customers and items that would be made, or asked about, each once.</summary>
    public IReadOnlyList<EntryFinding> Missing => [.. _missing.Values.OrderBy(finding => finding.Entity, StringComparer.Ordinal).ThenBy(finding => finding.Name, StringComparer.Ordinal)];

    /// <summary>Customers and items that were found and would be linked, each once.</summary>
    public IReadOnlyList<EntryFinding> Linked => [.. _linked.Values.OrderBy(finding => finding.Entity, StringComparer.Ordinal).ThenBy(finding => finding.Name, StringComparer.Ordinal)];

    internal void Link(EntryFinding finding) => _linked.TryAdd((finding.Kind, finding.Key), finding);

    internal void Add(EntryFinding finding) => _missing.TryAdd((finding.Kind, finding.Key), finding);
}
