using System.Text;
using System.Text.Json;
using Webhooks.Journal;

namespace Webhooks.Deliveries;

/// <summary>One journal row in a list.</summary>
public sealed record DeliveryLine(
    long Id, DeliveryKind Kind, string StoreId, DateTimeOffset ReceivedAt, string? Topic, long? WebhookId, string? Entity, string? WooId,
    DeliveryState State, string? Reason, DateTimeOffset? Modified, long? Seq, int Repeats, Guid SyncId)
{
    internal static DeliveryLine Of(Delivery row) => new(
        row.Id, row.Kind, row.StoreId, row.ReceivedAt, row.Topic, row.WebhookId, row.Entity, row.Key, row.State, row.Reason, row.Modified, row.Seq, row.Repeats, row.SyncId);
}

/// <summary>One journal row, whole.</summary>
public sealed record DeliveryPage(
    DeliveryLine Delivery, string? Source, string? DeliveryId, JsonElement Headers, string Body, string? ReadBody, string? Refunds, bool Deleted,
    DateTimeOffset? DueAt, int Attempts, DateTimeOffset? PublishedAt, IReadOnlyList<AddressedLine> Addressed)
{
    internal static DeliveryPage Of(Delivery row) => new(
        DeliveryLine.Of(row), row.Source, row.DeliveryId, JsonSerializer.Deserialize<JsonElement>(row.Headers), Encoding.UTF8.GetString(row.Body),
        row.ReadBody, row.Refunds, row.Deleted, row.DueAt, row.Attempts, row.PublishedAt,
        [.. row.Addressed.OrderBy(addressed => addressed.Target).Select(addressed => new AddressedLine(addressed.Target, addressed.AcceptedAt))]);
}

/// <summary>Who a change is addressed to, and when it was accepted.</summary>
public sealed record AddressedLine(string Target, DateTimeOffset? AcceptedAt);
