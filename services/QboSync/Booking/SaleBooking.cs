using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using QboSync.Adopting;
using QboSync.Booking.Deciding;
using QboSync.Customers;
using QboSync.Documents;
using QboSync.Items;
using QboSync.Sending;
using QboSync.Storage;
using QboSync.Talking;
using Syncing.Working;

namespace QboSync.Booking;

/// <summary>
/// The order itself: a SalesReceipt or an Invoice. The kind is chosen when it is first booked and then stays, and so do the customer and the
/// item of every line that is still there.
/// </summary>
public sealed class SaleBooking(
    CustomerDirectory customers, ItemDirectory items, PaymentMethods methods, DocumentKeeping keeping, Editing editing, Standing standing,
    PrefixOwners prefixes, Foreign foreign, DocumentBook book)
{
    /// <summary>Books the sale or brings it up to date; says whether anything was written.</summary>
    /// <exception cref="FaultException">It did not get through.</exception>
    public async Task<bool> BookAsync(OrderCase order, CancellationToken cancel)
    {
        Currencies.Check(order.Facts, order.Order.Currency);
        var draft = Drafting.OfOrder(order.Order, order.Books);
        if (order.Sale is not { IsBooked: true })
        {
            await prefixes.CheckAsync(order, cancel);
            await foreign.CheckAsync(order, cancel);
        }
        var row = await RowAsync(order, cancel);
        await standing.ReviveAsync(row, order.Item.Force);
        var customer = row.CustomerId ?? await customers.OfOrderAsync(order.Books, order.Item.StoreId, order.Order, cancel);
        var document = await MapAsync(order, row, draft, customer, cancel);
        bool wrote;
        try
        {
            wrote = await KeepAsync(order, row, document, draft.Total, customer, cancel);
        }
        catch (RefusedException e) when (e.IsGone && row.IsBooked && order.Item.Force)
        {
            await book.ForgetAsync(row, cancel); // a person deleted it, and a person asks for it anew: as what it would be today
            return await BookAsync(order, cancel);
        }
        if (!wrote && row.TotalAmt != draft.Total) await keeping.RefreshTotalAsync(order.Company, row, cancel);
        return await CloseDifferenceAsync(order, row, draft, DocumentHash.Of(document), customer, cancel) || wrote;
    }

    private async Task<bool> KeepAsync(OrderCase order, BookedDocument row, JsonObject document, decimal total, string customer, CancellationToken cancel)
    {
        if (row.IsBooked)
        {
            if (row.Hash == Adoption.AsItStands && row.TotalAmt == total)
            {
                // A person said that it is this order: it stays as it is until the order changes.
                row.Hash = DocumentHash.Of(document);
                await book.SaveAsync(row, cancel);
            }
            return await editing.UpdateAsync(order, row, document, total, cancel);
        }
        try
        {
            await keeping.CreateAsync(order.Company, row, document, Numbering.Of(order.Number(), row), cancel);
        }
        catch (RefusedException e) when (e.Has("6140"))
        {
            throw new FaultException(await foreign.HolderAsync(order, e, Numbering.Of(order.Number(), row), customer, cancel), e);
        }
        await keeping.UpdateAsync(order.Company, row, document, force: false, cancel); // where an older one of ours was found instead
        return true;
    }

    /// <summary>QuickBooks computes the sum itself. Where it comes to a few other cents, a rounding line closes them; more is for a person.</summary>
    private async Task<bool> CloseDifferenceAsync(
        OrderCase order, BookedDocument row, Draft draft, string hash, string customer, CancellationToken cancel)
    {
        if (row.TotalAmt == draft.Total) return false;
        var difference = draft.Total - row.TotalAmt ?? 0;
        if (difference != 0 && Math.Abs(draft.Rounding + difference) <= order.Mapping.Orders.RoundingCents / 100m)
            await keeping.WriteAsync(order.Company, row, await MapAsync(order, row, draft.Rounded(difference), customer, cancel), hash, cancel);
        if (row.TotalAmt == draft.Total) return true;
        throw new FaultException(FaultKind.Conflict, "booked_total_differs", string.Create(CultureInfo.InvariantCulture,
            $"The order was booked, but QuickBooks computes {row.TotalAmt:0.00} where WooCommerce says {draft.Total:0.00} ({Refusals.Name(row)}). Correct the document in QuickBooks (usually its sales tax), then push the order again."));
    }

    private async Task<JsonObject> MapAsync(OrderCase order, BookedDocument row, Draft draft, string customer, CancellationToken cancel) =>
        Dating.Put(DocumentWriting.Sale(order.Order, row.Kind, draft, await RefsAsync(order, row, draft, customer, cancel), order.Books, order.Item.StoreId),
            order.Date(SaleDate.Of(order.Order, order.Mapping.Orders.TxnDate, row), row), row);

    private async Task<BookedDocument> RowAsync(OrderCase order, CancellationToken cancel)
    {
        var kind = SaleKind.Of(order.Order, order.Mapping);
        if (order.Sale is { } known)
        {
            // Nothing is booked yet, so the order may still become what it is now.
            if (!known.IsBooked) known.Kind = kind;
            return known;
        }
        var row = order.NewRow(DocumentRole.Sale, kind, order.Item.Key);
        await book.AddAsync(row, cancel);
        order.Rows.Add(row);
        return row;
    }

    private async Task<DocumentRefs> RefsAsync(OrderCase order, BookedDocument row, Draft draft, string customer, CancellationToken cancel)
    {
        var kept = row.ItemsByLine is null ? [] : JsonSerializer.Deserialize<Dictionary<long, string>>(row.ItemsByLine)!;
        var ids = new List<string>(draft.Lines.Count);
        foreach (var line in draft.Lines)
        {
            if (line.Product is not { } product)
            {
                ids.Add(await items.OfLineAsync(order.Books, order.Item.StoreId, line, cancel));
                continue;
            }
            if (!kept.TryGetValue(product.Id, out var id))
                kept[product.Id] = id = await items.OfLineAsync(order.Books, order.Item.StoreId, line, cancel);
            ids.Add(id);
        }
        row.ItemsByLine = JsonSerializer.Serialize(kept);
        return new DocumentRefs(customer, ids, PaymentAccounts.Deposit(order.Books, order.Order.PaymentMethod), await methods.IdAsync(order.Books, order.Order.PaymentMethod, cancel));
    }
}
