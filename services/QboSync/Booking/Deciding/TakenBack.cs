using QboSync.Mapping;
using Woo.Shapes;

namespace QboSync.Booking.Deciding;

/// <summary>An order that the shop took back.</summary>
/// <param name="How">In words: "cancelled".</param>
/// <param name="Field">The field of the mapping that says what follows.</param>
/// <param name="Policy">What follows where documents of it stand in the books.</param>
public sealed record TakenBack(string How, string Field, TakenBackPolicy Policy)
{
    /// <summary>By the order's status; null where it stands.</summary>
    public static TakenBack? Of(string status, OrderRules rules) => status switch
    {
        WooStatus.Trash => new("put into the trash", "orders.trashed", rules.Trashed),
        "cancelled" => new("cancelled", "orders.cancelled", rules.Cancelled),
        "failed" => new("marked as failed", "orders.failed", rules.Failed),
        _ => null,
    };

    /// <summary>An order that is gone from the shop.</summary>
    public static TakenBack Deleted(OrderRules rules) => new("deleted", "orders.trashed", rules.Trashed);
}
