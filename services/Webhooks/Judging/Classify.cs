using System.Text.Json;
using Webhooks.Journal;
using Woo.Verifying;

namespace Webhooks.Judging;

/// <summary>What a delivery asks for, before versions are compared.</summary>
public static class Classify
{
    /// <summary>What is to be done with a delivery.</summary>
    /// <param name="KeptBecause">It is no change, and why; null where it may be one.</param>
    /// <param name="Read">What must be read from the shop first.</param>
    public sealed record Result(string? KeptBecause, ReadKind Read = ReadKind.None);

    private static readonly string[] StaffRoles = ["administrator", "editor", "author", "contributor", "shop_manager"];

    /// <summary>Classifies what <see cref="WooDelivery.Read"/> made of a delivery.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="body">Its body.</param>
    /// <param name="known">Whether the record was ever published.</param>
    public static Result Of(WooDelivery delivery, ReadOnlyMemory<byte> body, bool known)
    {
        if (delivery.Problem is { } problem) return new(Sentence(problem));
        switch (delivery.Kind)
        {
            case WooDeliveryKind.Deleted or WooDeliveryKind.Action:
                // WooCommerce announces the trashing of any post as a product's, and an action names only an id: the shop's word counts.
                return delivery.Id is null ? new("The delivery names no record.") : new(null, ReadKind.Record);
            case WooDeliveryKind.Record when delivery.Status == "trash":
                return new(null, ReadKind.Record);
            case WooDeliveryKind.Record when Draft(delivery) && !known:
                return new($"A draft ({delivery.Status}), not {(delivery.Entity == "orders" ? "an order" : "a product")} yet.");
            case WooDeliveryKind.Record when delivery.Entity == "customers" && !known && IsStaff(body):
                return new("A staff account of the shop, not a customer.");
            case WooDeliveryKind.Record when delivery.Entity == "orders" && HasRefunds(body):
                return new(null, ReadKind.Refunds);
            default:
                return new(null);
        }
    }

    /// <summary>Why a record that was read from the shop is none to publish; null where it may be.</summary>
    public static string? OfRead(string entity, string body, bool known)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(body);
        return Of(WooDelivery.Read(new WooHeaders { Topic = $"{entity.TrimEnd('s')}.updated", Signature = "-" }, bytes), bytes, known).KeptBecause;
    }

    private static bool Draft(WooDelivery delivery) =>
        delivery.IsDraft || (delivery.Entity == "products" && delivery.Status is "draft" or "auto-draft");

    /// <summary>A customer's body is a staff account's, which is nobody's customer.</summary>
    public static bool IsStaff(ReadOnlyMemory<byte> body)
    {
        using var json = JsonDocument.Parse(WithoutMark(body));
        return json.RootElement.TryGetProperty("role", out var role) && role.ValueKind == JsonValueKind.String && StaffRoles.Contains(role.GetString())
            && !(json.RootElement.TryGetProperty("is_paying_customer", out var paying) && paying.ValueKind == JsonValueKind.True);
    }

    private static bool HasRefunds(ReadOnlyMemory<byte> body)
    {
        using var json = JsonDocument.Parse(WithoutMark(body));
        return json.RootElement.TryGetProperty("refunds", out var refunds) && refunds.ValueKind == JsonValueKind.Array && refunds.GetArrayLength() > 0;
    }

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> body) => body.Span.StartsWith("\uFEFF"u8) ? body[3..] : body;

    private static string Sentence(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}.";
}
