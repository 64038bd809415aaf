using QboSync.Booking.Deciding;
using QboSync.Company;
using QboSync.Documents;
using QboSync.Mapping;
using QboSync.Storage;
using QboSync.Talking;
using Syncing.Working;
using Woo.Shapes;

namespace QboSync.Booking;

/// <summary>One order on its way into the books, with what is known about it.</summary>
public sealed record OrderCase
{
    /// <summary>Where to, and how.</summary>
    public required CompanyBooks Books { get; init; }

    /// <summary>What the ledger wants.</summary>
    public required WorkItem Item { get; init; }

    /// <summary>The order.</summary>
    public required WooOrder Order { get; init; }

    /// <summary>Its rows in the documents table, none of them in doubt.</summary>
    public required List<BookedDocument> Rows { get; init; }

    /// <summary>Its refunds in full, in the order of their making.</summary>
    public required IReadOnlyList<WooRefund> Refunds { get; init; }

    /// <summary>Where to.</summary>
    public QuickBooksCompany Company => Books.Company;

    /// <summary>What the company is like.</summary>
    public CompanyFacts Facts => Books.Facts;

    /// <summary>How it wants its books kept.</summary>
    public BookMapping Mapping => Books.Mapping;

    /// <summary>Stands before the order's number in <c>DocNumber</c>.</summary>
    public string Prefix => Mapping.Store(Item.StoreId).DocNumberPrefix ?? Mapping.Orders.DocNumberPrefix;

    /// <summary>The row of the sale, booked or not; null where there is none yet.</summary>
    public BookedDocument? Sale => Rows.FirstOrDefault(row => row.Role == DocumentRole.Sale);

    /// <summary>The rows of its payments in the order of their making, booked or not; those that only apply a credit are not among them.</summary>
    public IEnumerable<BookedDocument> Payments => Rows.Where(row => row.Role == DocumentRole.Payment && !CreditApplying.IsApplication(row));

    /// <summary>The row of a payment or refund.</summary>
    public BookedDocument? Row(DocumentRole role, string sourceId) => Rows.FirstOrDefault(row => row.Role == role && row.SourceId == sourceId);

    /// <summary>The refund came before the payment, or was applied to the invoice while that was open.</summary>
    public bool IsBeforePayment(WooRefund refund) => RefundPlan.IsBeforePayment(refund, Order)
        || Row(DocumentRole.Payment, CreditApplying.SourceOf($"{refund.Id}")) is { IsBooked: true };

    /// <summary>The date of one of its documents, by the company's rules.</summary>
    public Dating.Dated Date(string day, BookedDocument row) => Dating.Of(day, Facts.BookCloseDate, Mapping.Orders.ClosedPeriod, row);

    /// <summary>What the order or one of its refunds is numbered the first time.</summary>
    public string Number(string? refundId = null) => refundId is null
        ? DocNumber.OfOrder(Prefix, Order.Number, Item.Key)
        : DocNumber.OfRefund(Prefix, Order.Number, Item.Key, refundId);

    /// <summary>A new row of this order.</summary>
    public BookedDocument NewRow(DocumentRole role, DocumentKind kind, string sourceId) => new()
    {
        TenantId = Item.TenantId,
        Account = Company.Realm,
        StoreId = Item.StoreId,
        RecordKey = Item.Key,
        Role = role,
        Kind = kind,
        SourceId = sourceId,
    };
}
