namespace Contracts;

/// <summary>Names of the three entities, as they stand in addresses, queues, ledgers and tables.</summary>
public static class Entities
{
    /// <summary>Orders with their lines and refunds.</summary>
    public const string Orders = "orders";

    /// <summary>Products and variations.</summary>
    public const string Products = "products";

    /// <summary>Registered customers.</summary>
    public const string Customers = "customers";

    /// <summary>All three.</summary>
    public static readonly IReadOnlyList<string> All = [Orders, Products, Customers];
}

/// <summary>Names of exchanges and queues that scripts and operators rely on.</summary>
public static class BusNames
{
    /// <summary>The exchange of each change.</summary>
    public static string Exchange(string entity) => entity switch
    {
        Entities.Orders => "order-changed",
        Entities.Products => "product-changed",
        Entities.Customers => "customer-changed",
        _ => throw new ArgumentOutOfRangeException(nameof(entity), entity, "orders, products or customers"),
    };

    /// <summary>The queue of one entity at one target, such as <c>quickbooks-orders</c>.</summary>
    public static string Queue(string target, string entity) => $"{target}-{entity}";

    /// <summary>The queue that run sagas listen on.</summary>
    public const string SyncRuns = "sync-runs";

    /// <summary>The exchange and queue of <see cref="ResyncRequested"/>.</summary>
    public const string Resync = "resync";
}
