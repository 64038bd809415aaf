using System.Globalization;
using System.Text.Json;
using QboSync.Company;
using QboSync.Documents;
using QboSync.Items;
using QboSync.Sending;
using QboSync.Storage;
using QboSync.Talking;
using Syncing.Working;
using Woo.Shapes;

namespace QboSync.Booking;

/// <summary>Money given back: a RefundReceipt each for an order booked as SalesReceipt, a CreditMemo each for one booked as Invoice.</summary>
public sealed class RefundBooking(ItemDirectory items, PaymentMethods methods, DocumentKeeping keeping, DocumentBook book)
{
    /// <summary>Books every refund that is not booked yet; says whether there was one.</summary>
    /// <exception cref="FaultException">One did not get through.</exception>
    public async Task<bool> BookAsync(OrderCase order, CancellationToken cancel)
    {
        if (order.Sale is not { IsBooked: true } sale) return false;
        var refunds = Refunds(order);
        var wrote = false;
        foreach (var refund in refunds)
        {
            var source = refund.Id.ToString(CultureInfo.InvariantCulture);
            var total = Cents.Round(refund.Amount);
            if (total == 0) continue;
            var row = order.Row(DocumentRole.Refund, source);
            if (row is not { IsBooked: true })
            {
                row = await BookAsync(order, sale, refund, row, source, cancel);
                wrote = true;
            }
            else if (row.TotalAmt != total)
            {
                await keeping.RefreshTotalAsync(order.Company, row, cancel);
            }
            CheckTotal(row, total);
        }
        await CheckWithdrawnAsync(order, refunds, cancel);
        return wrote;
    }

    private static IReadOnlyList<WooRefund> Refunds(OrderCase order)
    {
        var refunds = order.Item.Refunds is { } json ? WooJson.Refunds(json) : [];
        if (order.Order.Refunds.Any(summary => refunds.All(refund => refund.Id != summary.Id)))
            throw new FaultException(FaultKind.Invalid, "refund_details_missing",
                "The order has a refund whose details were not read from WooCommerce. The sale is booked, the refund is not. Replay the order's delivery, which reads them.");
        return refunds;
    }

    private async Task<BookedDocument> BookAsync(
        OrderCase order, BookedDocument sale, WooRefund refund, BookedDocument? row, string source, CancellationToken cancel)
    {
        var draft = Drafting.OfRefund(refund, order.Facts, order.Mapping.Orders.RoundingCents);
        if (row is null)
        {
            row = order.NewRow(DocumentRole.Refund, sale.Kind == DocumentKind.Invoice ? DocumentKind.CreditMemo : DocumentKind.RefundReceipt, source);
            await book.AddAsync(row, cancel);
            order.Rows.Add(row);
        }
        var account = row.Kind == DocumentKind.RefundReceipt ? AccountChoice.Refund(order.Books, sale.DepositAccountId) : null;
        var refs = new DocumentRefs(sale.CustomerId!, await ItemsAsync(order, sale, draft, cancel), account, await methods.IdAsync(order.Books, order.Order.PaymentMethod, cancel));
        await keeping.CreateAsync(order.Company, row, DocumentWriting.Refund(order.Order, refund, row.Kind, draft, refs, order.Facts),
            DocNumber.OfRefund(order.Prefix, order.Order.Number, order.Item.Key, source), cancel);
        return row;
    }

    private static void CheckTotal(BookedDocument row, decimal total)
    {
        if (row.TotalAmt == total) return;
        throw new FaultException(FaultKind.Conflict, "booked_total_differs", string.Create(CultureInfo.InvariantCulture,
            $"The refund was booked, but QuickBooks computes {row.TotalAmt:0.00} where WooCommerce says {total:0.00} ({row.Kind} {row.DocNumber ?? row.ExternalId}). Correct the document in QuickBooks (usually its sales tax), then push the order again."));
    }

    // What is given back goes to the item that was sold, also when the shop has forgotten its product.
    private async Task<List<string>> ItemsAsync(OrderCase order, BookedDocument sale, Draft draft, CancellationToken cancel)
    {
        var sold = sale.ItemsByLine is null ? [] : JsonSerializer.Deserialize<Dictionary<long, string>>(sale.ItemsByLine)!;
        var ids = new List<string>(draft.Lines.Count);
        foreach (var line in draft.Lines)
            ids.Add(line.Product?.RefundedItemId is { } id && sold.TryGetValue(id, out var item)
                ? item
                : await items.OfLineAsync(order.Books, order.Item.StoreId, line, cancel));
        return ids;
    }

    private async Task CheckWithdrawnAsync(OrderCase order, IReadOnlyList<WooRefund> refunds, CancellationToken cancel)
    {
        var withdrawn = order.Rows.Where(row => row is { Role: DocumentRole.Refund, IsBooked: true }
            && refunds.All(refund => refund.Id.ToString(CultureInfo.InvariantCulture) != row.SourceId));
        foreach (var row in withdrawn)
            if (!await keeping.WasUndoneAsync(order.Company, row, cancel))
                throw new FaultException(FaultKind.Conflict, "refund_withdrawn",
                    $"A refund was booked ({row.Kind} {row.DocNumber ?? row.ExternalId}) and then deleted in WooCommerce. The document still stands. Delete it in QuickBooks if it is not wanted, then push the order again.");
    }
}
