using System.Text.Json.Nodes;
using QboSync.Mapping;
using QboSync.Storage;
using QboSync.Talking;
using Syncing.Working;

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

    /// <summary>What becomes of one that QuickBooks seems to have.</summary>
    public FirstContact FirstContact { get; init; } = FirstContact.Link;

    /// <summary>It is only looked for, never made.</summary>
    public bool FindOnly { get; init; }

    /// <summary>Asks QuickBooks for usable entries that may be it, the likeliest first.</summary>
    public required Func<CancellationToken, Task<IReadOnlyList<JsonObject>>> FindAsync { get; init; }

    /// <summary>Whether whoever holds the name is the one that was wanted: usable, and nothing of it says otherwise.</summary>
    public required Func<JsonObject, CancellationToken, Task<bool>> IsSameAsync { get; init; }

    /// <summary>What a refusal of the create means beyond its general meaning; null where nothing more.</summary>
    public Func<RefusedException, Fault?> Explain { get; init; } = _ => null;

    /// <summary>It has the wanted name.</summary>
    public bool IsExact(JsonObject entry) => string.Equals(entry.Text(NameField), Names[0], StringComparison.OrdinalIgnoreCase);

    /// <summary>The body of a create under one of the names.</summary>
    public JsonObject Body(string name)
    {
        var body = new JsonObject { [NameField] = name };
        foreach (var (field, value) in Fields) body[field] = value?.DeepClone();
        return body;
    }
}
