namespace QboSync.Mapping;

/// <summary>
/// How one company wants its books kept. Every field has a default from the settings under <c>QuickBooks</c>; what was set over the API
/// stands over it. Accounts, items, methods, tax codes, classes and locations are named by QuickBooks' id or by name.
/// </summary>
public sealed record BookMapping
{
    /// <summary>Accounts.</summary>
    public AccountMapping Accounts { get; init; } = new();

    /// <summary>Items of lines that are no product.</summary>
    public LineItemMapping Items { get; init; } = new();

    /// <summary>What products become.</summary>
    public ProductMapping Products { get; init; } = new();

    /// <summary>What customers become.</summary>
    public CustomerRules Customers { get; init; } = new();

    /// <summary>Which orders are booked, and as what.</summary>
    public OrderRules Orders { get; init; } = new();

    /// <summary>By WooCommerce's <c>payment_method</c> (such as <c>stripe</c>); <c>*</c> is for every other.</summary>
    public IReadOnlyDictionary<string, PaymentMapping> PaymentMethods { get; init; } = new Dictionary<string, PaymentMapping>();

    /// <summary>Sales tax.</summary>
    public TaxMapping Tax { get; init; } = new();

    /// <summary>What gateways kept for themselves.</summary>
    public GatewayFeeRules GatewayFees { get; init; } = new();

    /// <summary>Who wins where both sides changed.</summary>
    public ConflictRules Conflicts { get; init; } = new();

    /// <summary>What differs between the stores that book in the company, by store id.</summary>
    public IReadOnlyDictionary<string, StoreMapping> Stores { get; init; } = new Dictionary<string, StoreMapping>();

    /// <summary>The rule for a payment method of an order; null where none is set.</summary>
    public PaymentMapping? PaymentMethod(string wooMethod) =>
        PaymentMethods.TryGetValue(wooMethod, out var own) ? own : PaymentMethods.GetValueOrDefault("*");

    /// <summary>The rules of a store.</summary>
    public StoreMapping Store(string storeId) => Stores.GetValueOrDefault(storeId) ?? new StoreMapping();
}
