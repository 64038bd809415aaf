using QboSync.Mapping;

namespace QboSync.Settings;

/// <summary>Settings under <c>QuickBooks</c> that booking reads.</summary>
public sealed class QuickBooksOptions
{
    /// <summary>Root of the Accounting API, without the company's path.</summary>
    public string ApiBaseUrl { get; set; } = "https://quickbooks.api.intuit.com";

    /// <summary>Time limit of one call, seconds. Intuit ends a request after 120 s, so a shorter limit makes doubts out of slow answers.</summary>
    public int TimeoutSeconds { get; set; } = 125;

    /// <summary>How long after sending a late commit may still land, seconds. Nothing about an unanswered write is asked before.</summary>
    public int InDoubtWaitSeconds { get; set; } = 130;

    /// <summary>How long a change waits before it is booked, seconds, so that a burst of edits becomes one write.</summary>
    public int SettleSeconds { get; set; } = 30;

    /// <summary>How many records of one claim are worked at the same time. Intuit lets an application have 10 calls to a company in flight.</summary>
    public int Concurrency { get; set; } = 4;

    /// <summary>Stands before the order's number in <c>DocNumber</c>.</summary>
    public string DocNumberPrefix { get; set; } = "WC-";

    /// <summary>Order statuses that are booked, comma separated.</summary>
    public string BookStatuses { get; set; } = "processing,completed,on-hold";

    /// <summary>What a product becomes: <c>NonInventory</c> or <c>Service</c>.</summary>
    public string ItemType { get; set; } = "NonInventory";

    /// <summary>Name or id of the income account of items made here; empty for the company's first one of product sales.</summary>
    public string IncomeAccount { get; set; } = "";

    /// <summary>Name or id of the account that sales are deposited to; empty leaves it to QuickBooks (Undeposited Funds).</summary>
    public string DepositToAccount { get; set; } = "";

    /// <summary>Name or id of the account that refunds are paid from; empty for where the sale was deposited.</summary>
    public string RefundFromAccount { get; set; } = "";

    /// <summary>Name or id of the payment method on receipts; empty for none.</summary>
    public string PaymentMethod { get; set; } = "";

    /// <summary>Name of the customer of orders that carry no e-mail address.</summary>
    public string GuestCustomer { get; set; } = "WooCommerce guest";

    /// <summary>Name of the item of order lines whose product is gone from the shop.</summary>
    public string DefaultItem { get; set; } = "WooCommerce item";

    /// <summary>Up to how many cents a rounding line closes between WooCommerce's total and the sum of the document.</summary>
    public int RoundingCents { get; set; } = 2;

    /// <summary><see cref="BookStatuses"/> as a set.</summary>
    public IReadOnlySet<string> BookStatusSet() =>
        BookStatuses.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The mapping of a company for which nothing was set over the API.</summary>
    public BookMapping Defaults() => new()
    {
        Accounts = new() { Income = Named(IncomeAccount), Deposit = Named(DepositToAccount), RefundFrom = Named(RefundFromAccount) },
        Items = new() { Default = DefaultItem },
        Products = new() { ItemType = ItemType },
        Customers = new() { GuestName = GuestCustomer },
        Orders = new() { Statuses = BookStatusSet().ToDictionary(status => status, _ => BookAs.ByPayment), RoundingCents = RoundingCents, DocNumberPrefix = DocNumberPrefix },
        PaymentMethods = Named(PaymentMethod) is { } method ? new Dictionary<string, PaymentMapping> { ["*"] = new() { Method = method } } : [],
    };

    /// <summary><see cref="InDoubtWaitSeconds"/> as a span.</summary>
    public TimeSpan InDoubtWait => TimeSpan.FromSeconds(InDoubtWaitSeconds);

    private static string? Named(string setting) => setting.Length > 0 ? setting : null;
}
