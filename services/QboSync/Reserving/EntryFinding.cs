using System.Text.Json.Nodes;
using QboSync.Storage;

namespace QboSync.Reserving;

/// <summary>What a look found: the entry that is there, or the one that would be made.</summary>
public sealed record EntryFinding
{
    /// <summary><c>Customer</c> or <c>Item</c>.</summary>
    public required string Entity { get; init; }

    /// <summary>Under which key a decision about it is kept.</summary>
    public required ReservationKind Kind { get; init; }

    /// <summary>See <see cref="NaturalKeys"/>.</summary>
    public required string Key { get; init; }

    /// <summary>QuickBooks' id; null where it would be made.</summary>
    public string? ExternalId { get; init; }

    /// <summary>The name that it would be given; another one only where somebody else has it.</summary>
    public required string Name { get; init; }

    /// <summary>The body of the create; null where it is there.</summary>
    public JsonObject? Body { get; init; }

    /// <summary>Not empty where a person would be asked first which of these it is.</summary>
    public IReadOnlyList<EntryCandidate> Candidates { get; init; } = [];

    /// <summary>Stands in a previewed document where the id will stand.</summary>
    public string Placeholder => ExternalId ?? $"(new {Entity.ToLowerInvariant()}: {Name})";
}
