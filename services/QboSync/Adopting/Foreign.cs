using System.Globalization;
using System.Text.Json.Nodes;
using QboSync.Booking.Deciding;
using QboSync.Booking;
using QboSync.Storage;
using QboSync.Talking;
using Syncing.Working;

namespace QboSync.Adopting;

/// <summary>
/// Documents that people or other programs made for orders of the shop. An order that stands in the books by one is never booked beside it
/// until a person says so.
/// </summary>
public sealed class Foreign(ForeignDocuments documents)
{
    /// <summary>An order that is imported as history, and may have been booked before we came, does not stand in the books already.</summary>
    /// <exception cref="FaultException">It seems to.</exception>
    public async Task CheckAsync(OrderCase order, CancellationToken cancel)
    {
        if (!order.Item.History || order.Sale is { ExternalId: not null }) return;
        if (order.Sale is { } row && Numbering.IsBeside(order.Number(), row)) return;
        var numbers = Resemblance.Numbers(order.Number(), order.Order.Number);
        foreach (var (kind, document) in await documents.FindAsync(order.Company, Documents.OrderDates.Created(order.Order), numbers, cancel))
            if (Resemblance.Differences(document, order.Order, numbers, null, order.Facts.HomeCurrency).Count == 0)
                throw new FaultException(AlreadyThere(order, kind, document));
    }

    /// <summary>The fault of a number that is taken (6140), naming the document that has it.</summary>
    /// <param name="order">The order.</param>
    /// <param name="refused">What QuickBooks said.</param>
    /// <param name="number">The number.</param>
    /// <param name="customer">The order's customer in QuickBooks; null for a document that is not its sale.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="FaultException">The document cannot be read.</exception>
    public async Task<Fault> HolderAsync(OrderCase order, RefusedException refused, string number, string? customer, CancellationToken cancel)
    {
        if (await FindAsync(order.Company, refused, number, cancel) is not var (kind, document)) return refused.Fault;
        var differences = kind is "SalesReceipt" or "Invoice" && customer is not null && !Resemblance.IsOurs(document)
            ? Resemblance.Differences(document, order.Order, [number], customer, order.Facts.HomeCurrency)
            : null;
        return differences is { Count: 0 } ? AlreadyThere(order, kind, document) : Taken(order, refused, kind, document, differences, customer is not null);
    }

    private static async Task<(string Kind, JsonObject Document)?> FindAsync(QuickBooksCompany company, RefusedException refused, string number, CancellationToken cancel)
    {
        var id = NumberTaken.TxnId(refused);
        foreach (var kind in new[] { NumberTaken.TxnType(refused), "SalesReceipt", "Invoice", "CreditMemo", "RefundReceipt" }.OfType<string>().Distinct())
        {
            var where = id is null ? $"DocNumber = {Query.Literal(number)}" : $"Id = {Query.Literal(id)}";
            if ((await company.QueryAsync(kind, where, cancel)).FirstOrDefault() is { } document) return (kind, document);
        }
        return null;
    }

    private static Fault AlreadyThere(OrderCase order, string kind, JsonObject document) => new(FaultKind.Conflict, "already_in_books",
        $"QuickBooks holds {Name(kind, document)} with the number, sum and customer of this order, entered by a person or by another program. Nothing was booked. {Ask(order, document)}");

    private static Fault Taken(OrderCase order, RefusedException refused, string kind, JsonObject document, IReadOnlyList<string>? differences, bool isSale)
    {
        var why = differences is { Count: > 0 } ? $" It is not this order: {string.Join("; ", differences)}." : "";
        var beside = isSale ? $" To book the order beside it under another number: {Post(order)}, \"create\": true}}." : "";
        return refused.Fault with
        {
            Message = $"Another document in QuickBooks has the number: {Name(kind, document)}.{why} Nothing was booked. Renumber that document, or give the store another prefix (stores.{order.Item.StoreId}.doc_number_prefix in the mapping), then push the order again.{beside}",
        };
    }

    private static string Ask(OrderCase order, JsonObject document) =>
        $"If it is this order, adopt it: {Post(order)}, \"document_id\": \"{document.Id()}\"}}. If it is not, book the order beside it: {Post(order)}, \"create\": true}}.";

    private static string Post(OrderCase order) =>
        $"POST /api/quickbooks/adopt {{\"store_id\": \"{order.Item.StoreId}\", \"order_id\": \"{order.Item.Key}\"";

    private static string Name(string kind, JsonObject document) => string.Create(CultureInfo.InvariantCulture,
        $"{kind} {document.Text("DocNumber")} (id {document.Id()}) of {document.Text("TxnDate")} over {document.Amount("TotalAmt"):0.00}");
}
