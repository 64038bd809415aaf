namespace QboSync.Mapping;

/// <summary>What differs between stores that book in one company.</summary>
public sealed record StoreMapping
{
    /// <summary>Stands before the order's number; null for <see cref="OrderRules.DocNumberPrefix"/>. Two stores must not share one.</summary>
    public string? DocNumberPrefix { get; init; }

    /// <summary>Class of its lines, id or name; null for none.</summary>
    public string? Class { get; init; }

    /// <summary>Location (Department) of its documents, id or name; null for none.</summary>
    public string? Location { get; init; }
}
