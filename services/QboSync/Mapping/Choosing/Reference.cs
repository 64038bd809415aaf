using QboSync.Mapping.Fields;

namespace QboSync.Mapping.Choosing;

/// <summary>A field of the mapping that names something of the company.</summary>
/// <param name="Pattern">Where it stands; <c>*</c> is any name.</param>
/// <param name="Kind">The list that it chooses from.</param>
/// <param name="Types">Account types that QuickBooks takes there; empty for what is no account.</param>
/// <param name="SubType">The account's sub-type where QuickBooks insists on one.</param>
internal sealed record Reference(string[] Pattern, ReferenceKind Kind, string[] Types, string? SubType = null)
{
    private static readonly string[] Money = ["Bank", "Other Current Asset"];
    private static readonly string[] Spending = ["Expense", "Other Expense", "Cost of Goods Sold"];

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<Reference> All =
    [
        new(["accounts", "income"], ReferenceKind.Account, ["Income"]),
        new(["accounts", "expense"], ReferenceKind.Account, Spending),
        new(["accounts", "asset"], ReferenceKind.Account, ["Other Current Asset"], "Inventory"),
        new(["accounts", "deposit"], ReferenceKind.Account, Money),
        new(["accounts", "refund_from"], ReferenceKind.Account, Money),
        new(["items", "*"], ReferenceKind.Item, []),
        new(["payment_methods", "*", "method"], ReferenceKind.PaymentMethod, []),
        new(["payment_methods", "*", "deposit"], ReferenceKind.Account, Money),
        new(["tax", "codes", "*"], ReferenceKind.TaxCode, []),
        new(["tax", "untaxed"], ReferenceKind.TaxCode, []),
        new(["gateway_fees", "expense_account"], ReferenceKind.Account, Spending),
        new(["gateway_fees", "vendor"], ReferenceKind.Vendor, []),
        new(["stores", "*", "class"], ReferenceKind.Class, []),
        new(["stores", "*", "location"], ReferenceKind.Location, []),
    ];

    /// <summary>What the field chooses from; null where it names nothing of the company.</summary>
    public static Reference? Of(MappingLeaf leaf) => leaf.Text is null ? null : All.FirstOrDefault(reference => MappingPath.Matches(leaf.Segments, reference.Pattern));
}
