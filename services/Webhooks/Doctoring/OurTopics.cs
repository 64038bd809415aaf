namespace Webhooks.Doctoring;

/// <summary>The topics that a shop must announce here.</summary>
public static class OurTopics
{
    /// <summary>All eleven. Customers cannot be restored: they have no trash.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        "order.created", "order.updated", "order.deleted", "order.restored",
        "product.created", "product.updated", "product.deleted", "product.restored",
        "customer.created", "customer.updated", "customer.deleted",
    ];
}
