using System.Text.Json.Serialization;

namespace Contracts;

/// <summary>
/// An operator asks for records to be read from the shop and sent to a target again. Plain snake_case JSON as a person types it into
/// RabbitMQ's management page; every field but <see cref="Entity"/> may be missing.
/// </summary>
public sealed record ResyncRequested
{
    /// <summary><see cref="Entities"/>.</summary>
    [JsonPropertyName("entity")]
    public string? Entity { get; init; }

    /// <summary>WooCommerce ids, as numbers or as strings of digits.</summary>
    [JsonPropertyName("ids")]
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    public IReadOnlyList<long>? Ids { get; init; }

    /// <summary>One target; null for all.</summary>
    [JsonPropertyName("target")]
    public string? Target { get; init; }

    /// <summary>Null for the default tenant.</summary>
    [JsonPropertyName("tenant_id")]
    public string? TenantId { get; init; }

    /// <summary>Null where the tenant has one store.</summary>
    [JsonPropertyName("store_id")]
    public string? StoreId { get; init; }

    /// <summary>Write even where nothing changed.</summary>
    [JsonPropertyName("force")]
    public bool Force { get; init; }

    /// <summary>Import records older than the target's start date too.</summary>
    [JsonPropertyName("history")]
    public bool History { get; init; }

    /// <summary>Why, for the record.</summary>
    [JsonPropertyName("reason")]
    public string? Reason { get; init; }
}
