using System.Text.Json.Nodes;
using QboSync.Storage;

namespace QboSync.Reserving;

/// <summary>How one customer or item is found, and made where it is not there.</summary>
public sealed record EntryPlan
{
    /// <summary><c>Customer</c> or <c>Item</c>.</summary>
    public required string Entity { get; init; }

    /// <summary>The field that QuickBooks keeps unique.</summary>
    public required string NameField { get; init; }

    /// <summary>The key that decides who makes it.</summary>
    public required ReservationKind Kind { get; init; }

    /// <summary>See <see cref="NaturalKeys"/>.</summary>
    public required string Key { get; init; }

    /// <summary>Names to make it under, the wanted one first; the others are for where it is taken.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>The fields of the new entry, its name aside.</summary>
    public required JsonObject Fields { get; init; }

    /// <summary>Hash of what later changes of the record compare with.</summary>
    public required string Hash { get; init; }

    /// <summary>Asks QuickBooks whether it is there already; null where not.</summary>
    public required Func<CancellationToken, Task<JsonObject?>> FindAsync { get; init; }

    /// <summary>Whether whoever holds the name is the one that was wanted.</summary>
    public required Func<JsonObject, bool> IsSame { get; init; }

    /// <summary>The body of a create under one of the names.</summary>
    public JsonObject Body(string name)
    {
        var body = new JsonObject { [NameField] = name };
        foreach (var (field, value) in Fields) body[field] = value?.DeepClone();
        return body;
    }
}
