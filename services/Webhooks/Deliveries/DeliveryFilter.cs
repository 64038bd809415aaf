using Microsoft.AspNetCore.Mvc;
using Webhooks.Journal;

namespace Webhooks.Deliveries;

/// <summary>Which deliveries; what is null is not asked.</summary>
public sealed record DeliveryFilter
{
    /// <summary>Only of this store.</summary>
    [FromQuery(Name = "store_id")] public string? StoreId { get; init; }

    /// <summary>Only of this topic, such as <c>order.updated</c>.</summary>
    [FromQuery(Name = "topic")] public string? Topic { get; init; }

    /// <summary>orders, products or customers.</summary>
    [FromQuery(Name = "entity")] public string? Entity { get; init; }

    /// <summary>Only of this WooCommerce id.</summary>
    [FromQuery(Name = "woo_id")] public string? WooId { get; init; }

    /// <summary>A <see cref="DeliveryState"/>.</summary>
    [FromQuery(Name = "state")] public string? State { get; init; }

    /// <summary>Received at or after, UTC.</summary>
    [FromQuery(Name = "from")] public DateTimeOffset? From { get; init; }

    /// <summary>Received before, UTC.</summary>
    [FromQuery(Name = "to")] public DateTimeOffset? To { get; init; }

    /// <summary><see cref="From"/> by its other name.</summary>
    [FromQuery(Name = "received_from")] public DateTimeOffset? ReceivedFrom { get; init; }

    /// <summary><see cref="To"/> by its other name.</summary>
    [FromQuery(Name = "received_to")] public DateTimeOffset? ReceivedTo { get; init; }

    internal bool IsEmpty => this == new DeliveryFilter();

    internal IQueryable<Delivery> Apply(IQueryable<Delivery> rows)
    {
        if (StoreId is { } store) rows = rows.Where(row => row.StoreId == store);
        if (Topic is { } topic) rows = rows.Where(row => row.Topic == topic);
        if (Entity is { } entity) rows = rows.Where(row => row.Entity == entity);
        if (WooId is { } key) rows = rows.Where(row => row.Key == key);
        if (State is { } state && Enum.TryParse<DeliveryState>(state, ignoreCase: true, out var parsed)) rows = rows.Where(row => row.State == parsed);
        if (ReceivedFrom is { } since) rows = rows.Where(row => row.ReceivedAt >= since);
        if (ReceivedTo is { } until) rows = rows.Where(row => row.ReceivedAt < until);
        if (From is { } from) rows = rows.Where(row => row.ReceivedAt >= from);
        if (To is { } to) rows = rows.Where(row => row.ReceivedAt < to);
        return rows;
    }

    internal string? Error() =>
        State is { } state && !Enum.GetNames<DeliveryState>().Contains(state, StringComparer.OrdinalIgnoreCase) ? $"state: must be one of {string.Join(", ", Enum.GetNames<DeliveryState>())}"
        : Entity is { } entity && !Contracts.Entities.All.Contains(entity) ? "entity: must be orders, products or customers"
        : null;
}
