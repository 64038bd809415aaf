using System.Text.Json.Nodes;
using QboSync.Mapping.Proposing;

namespace QboSync.Mapping.Showing;

/// <summary>The answer of <c>GET /api/quickbooks/mapping</c>.</summary>
public sealed record MappingView
{
    /// <summary>The tenant.</summary>
    public required string TenantId { get; init; }

    /// <summary>The company's <c>realm_id</c>.</summary>
    public required string Account { get; init; }

    /// <summary>Its name; null while it cannot be asked.</summary>
    public string? Company { get; init; }

    /// <summary>Grows with every save; 0 while nothing was ever set.</summary>
    public int Version { get; init; }

    /// <summary>When it was last saved.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>What holds: of the shape of <see cref="BookMapping"/>, and what PUT takes.</summary>
    public required JsonObject Mapping { get; init; }

    /// <summary>By path: <c>set</c>, <c>setting</c>, <c>company default</c> or <c>default</c>.</summary>
    public required JsonObject Sources { get; init; }

    /// <summary>By path: the name in QuickBooks of what the value means.</summary>
    public required JsonObject Names { get; init; }

    /// <summary>What probably is meant and is not set.</summary>
    public required IReadOnlyList<Proposal> Proposals { get; init; }

    /// <summary>What the company offers; null while it cannot be asked.</summary>
    public Choices? Choices { get; init; }

    /// <summary>Why it cannot be asked.</summary>
    public string? ChoicesUnavailable { get; init; }

    /// <summary>Records that stood still for the mapping and are tried again after this save.</summary>
    public int? Requeued { get; init; }
}
