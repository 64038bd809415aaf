namespace Benchmarks.Filling;

/// <summary>What stands in the shop, as the shop itself answered when it was placed there: what both targets are held against.</summary>
/// <param name="Size">How big it is.</param>
/// <param name="Orders">By id.</param>
internal sealed record FilledShop(ShopSize Size, IReadOnlyDictionary<long, PlacedOrder> Orders)
{
    /// <summary>Those that belong into books: cancelled ones do not.</summary>
    public IEnumerable<PlacedOrder> Bookable => Orders.Values.Where(order => order.Status != "cancelled");

    /// <summary>Those that gave something back.</summary>
    public IEnumerable<PlacedOrder> Refunded => Orders.Values.Where(order => order.Refunded > 0);

    /// <summary>Records of an entity: what a full sync of it has to process for each target.</summary>
    public int Records(string entity) => entity switch
    {
        "orders" => Orders.Count,
        "products" => Size.Products + Size.Variations,
        "customers" => Size.Customers,
        _ => throw new ArgumentOutOfRangeException(nameof(entity), entity, "orders, products or customers"),
    };

    /// <summary>How many of them QuickBooks has no place for: cancelled orders, and products that are sold as their variations only.</summary>
    public int NotBooked(string entity) => entity switch
    {
        "orders" => Orders.Count - Bookable.Count(),
        "products" => Size.Variable,
        _ => 0,
    };
}

/// <summary>An order as the shop has it.</summary>
/// <param name="Status">Its status when it was placed.</param>
/// <param name="Total">Gross, in the shop's currency.</param>
/// <param name="Refunded">Given back of it, gross.</param>
internal sealed record PlacedOrder(string Status, decimal Total, decimal Refunded);
