using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Woo.Shapes;

namespace Woo.Verifying;

/// <summary>What one webhook delivery says, read without judging whether it is true. Reading never throws.</summary>
public sealed partial record WooDelivery
{
    /// <summary>What the body is.</summary>
    public required WooDeliveryKind Kind { get; init; }

    /// <summary><c>orders</c>, <c>products</c> or <c>customers</c>; null for pings and for what the platform does not sync.</summary>
    public string? Entity { get; init; }

    /// <summary>What happened, by the topic.</summary>
    public WooEvent Event { get; init; }

    /// <summary>The record; null where the body names none. A delete's id may belong to something else entirely (a coupon, a page).</summary>
    public long? Id { get; init; }

    /// <summary>The record's <c>status</c>; null where it has none.</summary>
    public string? Status { get; init; }

    /// <summary>Of an <see cref="WooDeliveryKind.Error"/>: WooCommerce's code, such as <c>woocommerce_rest_cannot_view</c>.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Of an <see cref="WooDeliveryKind.Error"/>: the HTTP status that the same read would have answered.</summary>
    public int? ErrorStatus { get; init; }

    /// <summary>Why nothing can be published from it, in plain words; null where something can.</summary>
    public string? Problem { get; init; }

    /// <summary>A cart on its way, not an order yet.</summary>
    public bool IsDraft => Entity == "orders" && WooStatus.IsDraft(Status);

    /// <summary>A signed error that says that the webhook's owner may not read: an alert and a sweep are due, no delete.</summary>
    public bool IsRightsLost => Kind == WooDeliveryKind.Error && ErrorCode?.Contains("cannot_view", StringComparison.Ordinal) == true;

    /// <summary>
    /// A signed error that says the record is gone; the body names no id, so a sweep must find which (the id may stand in an earlier delivery).
    /// </summary>
    public bool IsGone => Kind == WooDeliveryKind.Error && Entity is not null && WooErrorCodes.IsInvalidId(Entity, ErrorCode);

    /// <summary>
    /// True for the creation ping, which comes unsigned and without <c>X-WC-</c> headers. A body with a topic or a signature is never one.
    /// </summary>
    public static bool IsPing(WooHeaders headers, ReadOnlySpan<byte> body)
    {
        if (headers.Topic is not null || headers.Signature is not null || body.Length > 64) return false;
        if (headers.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true) return false;
        return PingBody().IsMatch(System.Text.Encoding.UTF8.GetString(body));
    }

    /// <summary>Reads headers and body together.</summary>
    public static WooDelivery Read(WooHeaders headers, ReadOnlySpan<byte> body)
    {
        if (IsPing(headers, body)) return new WooDelivery { Kind = WooDeliveryKind.Ping };
        var topic = WooTopic.Parse(headers.Topic);
        var delivery = ReadBody(topic, body);
        return delivery.Problem is null && topic.Entity is null
            ? delivery with { Problem = $"topic {headers.Topic ?? "(none)"} is not one that is synced" }
            : delivery;
    }

    private static WooDelivery ReadBody(WooTopic topic, ReadOnlySpan<byte> body)
    {
        try
        {
            var root = WooJson.Parse(body);
            if (root.Element.ValueKind != JsonValueKind.Object) return Unreadable(topic, "the body is JSON but not an object");
            var read = new WooDelivery { Kind = WooDeliveryKind.Record, Entity = topic.Entity, Event = topic.Event };

            if (root["action"].TextOrNull() is { } && root["arg"].Element.ValueKind != JsonValueKind.Undefined)
                return read with { Kind = WooDeliveryKind.Action, Id = Number(root["arg"].Element) };

            if (Number(root["id"].Element) is { } id)
            {
                // A delete is nothing but the id; anything more is a record, whatever the topic says.
                return root.Element.GetPropertyCount() == 1
                    ? read with { Kind = WooDeliveryKind.Deleted, Id = id }
                    : read with { Id = id, Status = root["status"].Element.ValueKind == JsonValueKind.String ? root["status"].Text() : null };
            }

            if (root["code"].TextOrNull() is { Length: > 0 } code && root["message"].TextOrNull() is not null)
                return Failed(read, code, root["data"]["status"].LongOrNull());

            return Unreadable(topic, root[topic.Entity?.TrimEnd('s') ?? "order"].Element.ValueKind == JsonValueKind.Object
                ? "the body has the shape of the legacy API: set the webhook's API version to v3 in WooCommerce"
                : "the body has neither an id nor an error code");
        }
        catch (Exception exception) when (exception is WooShapeException or InvalidOperationException)
        {
            return Unreadable(topic, exception.Message);
        }
    }

    private static WooDelivery Failed(WooDelivery read, string code, long? status) => read with
    {
        Kind = WooDeliveryKind.Error,
        ErrorCode = code,
        ErrorStatus = (int?)status,
        Problem = code.Contains("cannot_view", StringComparison.Ordinal)
            ? $"the shop signed an error instead of a record ({code}): the user who owns the webhook may no longer read it. Give that user the role shop manager, or create the webhook again"
            : read.Entity is { } entity && WooErrorCodes.IsInvalidId(entity, code)
                ? $"the shop signed an error instead of a record ({code}): the record was deleted before the delivery went out"
                : $"the shop signed an error instead of a record ({code})",
    };

    private static WooDelivery Unreadable(WooTopic topic, string problem) =>
        new() { Kind = WooDeliveryKind.Unreadable, Entity = topic.Entity, Event = topic.Event, Problem = problem };

    private static long? Number(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number when element.TryGetInt64(out var number) && number > 0 => number,
        JsonValueKind.String when long.TryParse(element.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 => number,
        JsonValueKind.Array when element.GetArrayLength() > 0 => Number(element[0]), // a hook with several arguments; the id comes first
        _ => null,
    };

    [GeneratedRegex(@"\Awebhook_id=[0-9]{1,18}\z", RegexOptions.CultureInvariant)]
    private static partial Regex PingBody();
}
