using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using QboSync.Adopting;
using QboSync.Booking.Deciding;
using QboSync.Documents;
using QboSync.Items;
using QboSync.Sending;
using QboSync.Storage;
using QboSync.Talking;
using Syncing.Working;
using Woo.Shapes;

namespace QboSync.Booking;

/// <summary>Money given back, a document for each refund; <see cref="RefundPlan"/> says which kind.</summary>
public sealed class RefundBooking(
    ItemDirectory items, PaymentMethods methods, DocumentKeeping keeping, CreditApplying applying, Standing standing, TakingBack takingBack,
    Foreign foreign, DocumentBook book)
{
    /// <summary>Books every refund from before or after the payment that is not booked yet; says whether it wrote.</summary>
    /// <exception cref="FaultException">One did not get through.</exception>
    public async Task<bool> BookAsync(OrderCase order, bool beforePayment, CancellationToken cancel)
    {
        if (order.Sale is not { IsBooked: true } sale) return false;
        var wrote = false;
        foreach (var refund in order.Refunds.Where(refund => order.IsBeforePayment(refund) == beforePayment))
        {
            var total = Cents.Round(refund.Amount);
            if (total == 0) continue;
            var row = order.Row(DocumentRole.Refund, Source(refund));
            if (row is { IsBooked: true }) await standing.StandsAsync(order, row, cancel);
            if (row is not { IsBooked: true })
            {
                row = await CreateAsync(order, sale, refund, row, beforePayment, cancel);
                wrote = true;
            }
            else if (row.TotalAmt != total)
            {
                await keeping.RefreshTotalAsync(order.Company, row, cancel);
            }
            wrote |= await CloseDifferenceAsync(order, sale, refund, row, total, cancel);
            if (beforePayment && row.Kind == DocumentKind.CreditMemo) wrote |= await applying.ApplyAsync(order, row, cancel);
        }
        return wrote;
    }

    /// <summary>Deals with refunds that were booked and are gone from the shop; says whether it wrote.</summary>
    /// <exception cref="FaultException">A person is asked, or one could not be taken out.</exception>
    public async Task<bool> WithdrawAsync(OrderCase order, CancellationToken cancel)
    {
        var wrote = false;
        var gone = order.Rows.Where(row => row is { Role: DocumentRole.Refund, IsBooked: true } && order.Refunds.All(refund => Source(refund) != row.SourceId)).ToList();
        foreach (var row in gone)
        {
            var applied = order.Row(DocumentRole.Payment, CreditApplying.SourceOf(row.SourceId));
            wrote |= await takingBack.PartAsync(order, applied is null ? [row] : [applied, row], "A refund", "refund_withdrawn", cancel);
        }
        return wrote;
    }

    private async Task<BookedDocument> CreateAsync(
        OrderCase order, BookedDocument sale, WooRefund refund, BookedDocument? row, bool beforePayment, CancellationToken cancel)
    {
        var draft = Drafting.OfRefund(order.Order, refund, order.Books);
        var kind = RefundPlan.KindOf(sale.Kind, refund, beforePayment);
        if (row is null)
        {
            row = order.NewRow(DocumentRole.Refund, kind, Source(refund));
            await book.AddAsync(row, cancel);
            order.Rows.Add(row);
        }
        row.Kind = kind; // not booked, so it may still become what it is now
        var document = await MapAsync(order, sale, refund, draft, row, cancel);
        var number = Numbering.Of(order.Number(row.SourceId), row);
        try
        {
            await keeping.CreateAsync(order.Company, row, document, number, cancel);
        }
        catch (RefusedException e) when (e.Has("6140"))
        {
            throw new FaultException(await foreign.HolderAsync(order, e, number, customer: null, cancel), e);
        }
        return row;
    }

    private static string Source(WooRefund refund) => refund.Id.ToString(CultureInfo.InvariantCulture);

    private async Task<JsonObject> MapAsync(OrderCase order, BookedDocument sale, WooRefund refund, Draft draft, BookedDocument row, CancellationToken cancel)
    {
        var method = order.Order.PaymentMethod;
        var deposited = sale.DepositAccountId ?? order.Payments.LastOrDefault(payment => payment.IsBooked)?.DepositAccountId;
        var account = row.Kind == DocumentKind.RefundReceipt ? PaymentAccounts.Refund(order.Books, method, deposited) : null;
        var refs = new DocumentRefs(sale.CustomerId!, await ItemsAsync(order, sale, draft, cancel), account, await methods.IdAsync(order.Books, method, cancel));
        return Dating.Put(DocumentWriting.Refund(order.Order, refund, row.Kind, draft, refs, order.Books, order.Item.StoreId), order.Date(OrderDates.Created(refund), row), row);
    }

    // QuickBooks computes the sum itself. A few other cents are closed as those of a sale are; more is for a person.
    private async Task<bool> CloseDifferenceAsync(OrderCase order, BookedDocument sale, WooRefund refund, BookedDocument row, decimal total, CancellationToken cancel)
    {
        if (row.TotalAmt == total) return false;
        var draft = Drafting.OfRefund(order.Order, refund, order.Books);
        if (total - row.TotalAmt is { } difference && Math.Abs(draft.Rounding + difference) <= order.Mapping.Orders.RoundingCents / 100m)
        {
            var document = await MapAsync(order, sale, refund, draft.Rounded(difference), row, cancel);
            await keeping.WriteAsync(order.Company, row, document, DocumentHash.Of(document), cancel);
        }
        if (row.TotalAmt == total) return true;
        throw new FaultException(FaultKind.Conflict, "booked_total_differs", string.Create(CultureInfo.InvariantCulture,
            $"The refund was booked, but QuickBooks computes {row.TotalAmt:0.00} where WooCommerce says {total:0.00} ({Refusals.Name(row)}). Correct the document in QuickBooks (usually its sales tax), then push the order again."));
    }

    // What is given back goes to the item that was sold, also when the shop has forgotten its product.
    private async Task<List<string>> ItemsAsync(OrderCase order, BookedDocument sale, Draft draft, CancellationToken cancel)
    {
        var sold = sale.ItemsByLine is null ? [] : JsonSerializer.Deserialize<Dictionary<long, string>>(sale.ItemsByLine)!;
        var ids = new List<string>(draft.Lines.Count);
        foreach (var line in draft.Lines)
            ids.Add((line.Product?.RefundedItemId ?? line.Product?.Id) is { } id && sold.TryGetValue(id, out var item)
                ? item
                : await items.OfLineAsync(order.Books, order.Item.StoreId, line, cancel));
        return ids;
    }
}
