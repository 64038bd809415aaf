using QboSync.Company;
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

    /// <summary>The row of a payment or refund.</summary>
    public BookedDocument? Row(DocumentRole role, string sourceId) => Rows.FirstOrDefault(row => row.Role == role && row.SourceId == sourceId);

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
