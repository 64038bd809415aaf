using System.Text.Json.Nodes;
using QboSync.Booking.Deciding;
using QboSync.Booking;
using QboSync.Sending;
using QboSync.Storage;
using QboSync.Talking;

namespace QboSync.Adopting;

/// <summary>
/// Takes a document that somebody else made as the order's own, or lets the order be booked beside it, as a person said. An adopted document
/// stays as it is, its number and lines included, until the order changes in the shop; what was paid on an adopted invoice counts as paid.
/// </summary>
public sealed class Adoption(DocumentBook book, DocumentSender sender)
{
    /// <summary>Hash of a document that was adopted: whatever the order would write, this is what stands for it.</summary>
    public const string AsItStands = "as it stands";

    /// <summary>Adopts.</summary>
    /// <param name="order">An order whose sale is not booked.</param>
    /// <param name="kind">SalesReceipt or Invoice.</param>
    /// <param name="document">As just read.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>The row of the sale.</returns>
    /// <exception cref="FaultException">Somebody else booked the order meanwhile, or a payment cannot be read.</exception>
    public async Task<BookedDocument> AdoptAsync(OrderCase order, DocumentKind kind, JsonObject document, CancellationToken cancel)
    {
        var payments = kind == DocumentKind.Invoice ? await PaymentsAsync(order, document, cancel) : [];
        var row = await RowAsync(order, DocumentRole.Sale, kind, order.Item.Key, cancel);
        (row.Kind, row.SentHash) = (kind, AsItStands);
        await sender.RecordAsync(row, document);
        foreach (var payment in payments) await AdoptPaymentAsync(order, row, payment, cancel);
        return row;
    }

    /// <summary>Lets the order be booked beside whatever has its number; says under which number.</summary>
    /// <exception cref="FaultException">Somebody else booked the order meanwhile.</exception>
    public async Task<string> BesideAsync(OrderCase order, CancellationToken cancel)
    {
        var row = await RowAsync(order, DocumentRole.Sale, SaleKind.Of(order.Order, order.Mapping), order.Item.Key, cancel);
        row.DocNumber = Numbering.Beside(order.Number(), row);
        await book.SaveAsync(row, cancel);
        return row.DocNumber;
    }

    private async Task AdoptPaymentAsync(OrderCase order, BookedDocument invoice, JsonObject payment, CancellationToken cancel)
    {
        var booked = order.Payments.Select(known => new PaymentPlan.Payment(known.SourceId, known.TotalAmt ?? 0)).ToList();
        var row = await RowAsync(order, DocumentRole.Payment, DocumentKind.Payment, PaymentPlan.Source(order.Order, booked), cancel);
        row.SentHash = AsItStands;
        await sender.RecordAsync(row, payment);
        // It may pay other invoices too.
        row.TotalAmt = CreditApplying.LinkedTo(payment, invoice.ExternalId!).Sum(line => line.Amount("Amount") ?? 0);
        await book.SaveAsync(row, cancel);
    }

    private static async Task<IReadOnlyList<JsonObject>> PaymentsAsync(OrderCase order, JsonObject invoice, CancellationToken cancel)
    {
        var payments = new List<JsonObject>();
        foreach (var link in (invoice["LinkedTxn"] as JsonArray ?? []).OfType<JsonObject>())
            if (link.Text("TxnType") == "Payment" && link.Text("TxnId") is { } id) payments.Add(await order.Company.ReadAsync("Payment", id, cancel));
        return payments;
    }

    private async Task<BookedDocument> RowAsync(OrderCase order, DocumentRole role, DocumentKind kind, string source, CancellationToken cancel)
    {
        if (order.Row(role, source) is { } known) return known;
        var row = order.NewRow(role, kind, source);
        await book.AddAsync(row, cancel);
        order.Rows.Add(row);
        return row;
    }
}
