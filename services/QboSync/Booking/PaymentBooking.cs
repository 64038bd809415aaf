using System.Text.Json;
using System.Text.Json.Nodes;
using QboSync.Booking.Deciding;
using QboSync.Documents;
using QboSync.Sending;
using QboSync.Storage;
using QboSync.Talking;
using Woo.Shapes;

namespace QboSync.Booking;

/// <summary>What was paid on an order that was booked as an Invoice, by <see cref="PaymentPlan"/>. What stands with the right sum is left alone.</summary>
public sealed class PaymentBooking(PaymentMethods methods, DocumentKeeping keeping, Editing editing, Standing standing, DocumentSender sender, DocumentBook book)
{
    /// <summary>The order costs less than was booked as paid. Payments are then lowered before the invoice, so that none is ever larger than what it pays.</summary>
    public static bool Falls(OrderCase order) => Plan(order).Any(step => Booked(order, step.SourceId) is { } row && step.Amount < row.TotalAmt);

    /// <summary>Books the payments that are due, changes those whose sum is another; says whether it wrote.</summary>
    /// <exception cref="FaultException">One did not get through.</exception>
    public async Task<bool> BookAsync(OrderCase order, CancellationToken cancel)
    {
        if (order.Sale is not { Kind: DocumentKind.Invoice, IsBooked: true }) return false;
        foreach (var row in order.Payments.Where(row => row.IsBooked)) await standing.StandsAsync(order, row, cancel);
        var wrote = false;
        foreach (var step in Plan(order))
        {
            var row = Booked(order, step.SourceId);
            if (row?.TotalAmt == step.Amount && Pays(row, order.Sale)) continue;
            if (row is null) await CreateAsync(order, step, cancel);
            else if (step.Amount == 0) await sender.RemoveAsync(order.Company, row, Removal.Void, cancel);
            else if (!await editing.UpdateAsync(order, row, await MapAsync(order, row, step.Amount, cancel), step.Amount, cancel)) continue;
            wrote = true;
        }
        return wrote;
    }

    private static IReadOnlyList<PaymentPlan.Payment> Plan(OrderCase order)
    {
        if (order.Sale is not { Kind: DocumentKind.Invoice, IsBooked: true }) return [];
        var refunds = order.Refunds.Where(refund => order.IsBeforePayment(refund)).Sum(refund => Cents.Round(refund.Amount));
        return PaymentPlan.Of(order.Order, Math.Max(0, Cents.Round(order.Order.Total) - refunds),
            [.. order.Payments.Where(row => row.IsBooked).Select(row => new PaymentPlan.Payment(row.SourceId, row.TotalAmt ?? 0))]);
    }

    // An invoice that was booked anew has another id.
    private static bool Pays(BookedDocument row, BookedDocument invoice) =>
        row.Answer is not { } answer || CreditApplying.LinkedTo(FaultBody.Parse(answer)!, invoice.ExternalId!).Any();

    private static BookedDocument? Booked(OrderCase order, string source) => order.Row(DocumentRole.Payment, source) is { IsBooked: true } row ? row : null;

    private async Task CreateAsync(OrderCase order, PaymentPlan.Payment step, CancellationToken cancel)
    {
        var row = order.Row(DocumentRole.Payment, step.SourceId);
        if (row is null)
        {
            row = order.NewRow(DocumentRole.Payment, DocumentKind.Payment, step.SourceId);
            await book.AddAsync(row, cancel);
            order.Rows.Add(row);
        }
        await keeping.CreateAsync(order.Company, row, await MapAsync(order, row, step.Amount, cancel), null, cancel);
    }

    private async Task<JsonObject> MapAsync(OrderCase order, BookedDocument row, decimal amount, CancellationToken cancel)
    {
        var method = order.Order.PaymentMethod;
        var refs = new DocumentRefs(order.Sale!.CustomerId!, [], PaymentAccounts.Deposit(order.Books, method), await methods.IdAsync(order.Books, method, cancel));
        var first = row.SourceId == order.Item.Key;
        // The shop knows one transaction. A second payment under its id would be taken for the first one.
        var document = DocumentWriting.Payment(first ? order.Order : order.Order with { TransactionId = "" }, order.Sale.ExternalId!, amount, refs, order.Facts);
        return Dating.Put(document, order.Date(Day(order.Order, row, first), row), row);
    }

    private static string Day(WooOrder order, BookedDocument row, bool first)
    {
        if (first) return OrderDates.Paid(order);
        // When the rest was paid is not said anywhere; the change that asked for it is the nearest day.
        if (row.IsBooked && FaultBody.Parse(row.Answer ?? "")?.Text("TxnDate") is { } stands) return stands;
        var modified = order.Raw.ValueKind == JsonValueKind.Object && order.Raw.TryGetProperty("date_modified", out var field)
            && field.ValueKind == JsonValueKind.String ? field.GetString() : null;
        return modified is { Length: >= 10 } && string.CompareOrdinal(modified[..10], OrderDates.Paid(order)) > 0 ? modified[..10] : OrderDates.Paid(order);
    }
}
