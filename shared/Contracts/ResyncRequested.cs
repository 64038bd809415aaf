using System.Text.Json.Serialization;

namespace Contracts;

/// <summary>
/// An operator asks for records to be read from the shop and sent to the targets again. Plain snake_case JSON as a person types it into
/// RabbitMQ's management page; every field but <see cref="Entity"/> may be missing. A field that there is not, or of another type, is refused by
/// its name (<see cref="ResyncJson"/>): a misspelt <c>ids</c> must not become a reading of everything.
/// </summary>
[JsonConverter(typeof(ResyncJson))]
public sealed record ResyncRequested
{
    /// <summary><see cref="Entities"/>; <c>entity</c>.</summary>
    public string? Entity { get; init; }

    /// <summary>One target; null for all; <c>target</c>.</summary>
    public string? Target { get; init; }

    /// <summary>Read everything, not only what changed; <c>full_sync</c>.</summary>
    public bool FullSync { get; init; }

    /// <summary>Only say what would happen; <c>dry_run</c>.</summary>
    public bool DryRun { get; init; }

    /// <summary>Only records of these days; <c>date_range</c>.</summary>
    public ResyncDays? DateRange { get; init; }

    /// <summary>WooCommerce ids, as numbers or as strings of digits; <c>ids</c>.</summary>
    public IReadOnlyList<long>? Ids { get; init; }

    /// <summary>Import records older than the target's start date too; <c>history</c>.</summary>
    public bool History { get; init; }

    /// <summary>Write even where nothing changed; <c>force</c>.</summary>
    public bool Force { get; init; }

    /// <summary>Null for the default tenant; <c>tenant_id</c>.</summary>
    public string? TenantId { get; init; }

    /// <summary>Null where the tenant has one store; <c>store_id</c>.</summary>
    public string? StoreId { get; init; }

    /// <summary>Why, for the record; <c>reason</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>Who asks, for the record; <c>requested_by</c>. The header <c>X-Changed-By</c> says it too.</summary>
    public string? RequestedBy { get; init; }
}

/// <summary>Days, both inclusive, in the shop's zone.</summary>
/// <param name="Start">First day; <c>start</c>.</param>
/// <param name="End">Last day; <c>end</c>.</param>
/// <param name="Field"><c>modified</c> (also where it is null) or <c>created</c>; <c>field</c>.</param>
public sealed record ResyncDays(DateOnly? Start, DateOnly? End, string? Field);
