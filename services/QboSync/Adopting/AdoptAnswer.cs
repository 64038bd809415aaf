namespace QboSync.Adopting;

/// <summary>What was done.</summary>
/// <param name="StoreId">Id of the WooCommerce credential.</param>
/// <param name="OrderId">The order's id.</param>
/// <param name="Adopted">The document that is the order's now; null where it is booked beside it.</param>
/// <param name="DocNumber">The number that it has, or will be booked under.</param>
/// <param name="Queued">The order is worked again right away.</param>
public sealed record AdoptAnswer(string StoreId, string OrderId, AdoptedDocument? Adopted, string? DocNumber, bool Queued);

/// <summary>A document of QuickBooks.</summary>
/// <param name="Kind">SalesReceipt or Invoice.</param>
/// <param name="Id">QuickBooks' id.</param>
/// <param name="Total">Its sum.</param>
public sealed record AdoptedDocument(string Kind, string Id, decimal? Total);
