using System.Text.Json.Nodes;
using QboSync.Booking.Deciding;
using QboSync.Company;
using QboSync.Documents;
using QboSync.Sending;
using QboSync.Storage;
using QboSync.Talking;

namespace QboSync.Booking;

/// <summary>
/// Applies a credit memo to the invoice of its order while that is open: a Payment over 0 that links both. Where the company applies credits
/// by itself that is left to QuickBooks.
/// </summary>
public sealed class CreditApplying(DocumentKeeping keeping, DocumentBook book)
{
    private const string Prefix = "R";

    /// <summary>The row is such a payment.</summary>
    public static bool IsApplication(BookedDocument row) => row.Role == DocumentRole.Payment && row.SourceId.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The source of the payment that applies a refund.</summary>
    public static string SourceOf(string refundId) => Prefix + refundId;

    /// <summary>Applies it where that is not done; says whether it wrote.</summary>
    /// <param name="order">Its sale is an Invoice that stands.</param>
    /// <param name="memo">The credit memo, which stands.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="FaultException">It did not get through.</exception>
    public async Task<bool> ApplyAsync(OrderCase order, BookedDocument memo, CancellationToken cancel)
    {
        var source = SourceOf(memo.SourceId);
        var row = order.Row(DocumentRole.Payment, source);
        if (order.Facts.AutoApplyCredit || row is { IsBooked: true }) return false;
        var amount = RefundPlan.Applied(order.Sale!.TotalAmt ?? 0, Settled(order), memo.TotalAmt ?? 0);
        if (amount == 0) return false;
        if (row is null)
        {
            row = order.NewRow(DocumentRole.Payment, DocumentKind.Payment, source);
            await book.AddAsync(row, cancel);
            order.Rows.Add(row);
        }
        var day = FaultBody.Parse(memo.Answer ?? "")?.Text("TxnDate") ?? OrderDates.Created(order.Order);
        var body = Dating.Put(Write(order.Sale!, memo, amount, order.Facts, order.Order.Currency), order.Date(day, row), row);
        await keeping.CreateAsync(order.Company, row, body, null, cancel);
        return true;
    }

    /// <summary>What payments and credits have taken of the invoice already.</summary>
    public static decimal Settled(OrderCase order) => order.Rows.Where(row => row is { Role: DocumentRole.Payment, IsBooked: true })
        .Sum(row => IsApplication(row) ? AppliedBy(row, order.Sale!.ExternalId!) : row.TotalAmt ?? 0);

    /// <summary>The lines of a payment that pay an invoice.</summary>
    public static IEnumerable<JsonObject> LinkedTo(JsonObject payment, string invoice) =>
        (payment["Line"] as JsonArray ?? []).OfType<JsonObject>()
            .Where(line => (line["LinkedTxn"] as JsonArray ?? []).OfType<JsonObject>().Any(link => link.Text("TxnType") == "Invoice" && link.Text("TxnId") == invoice));

    private static decimal AppliedBy(BookedDocument row, string invoice) =>
        FaultBody.Parse(row.Answer ?? "") is { } payment ? LinkedTo(payment, invoice).Sum(line => line.Amount("Amount") ?? 0) : 0;

    private static JsonObject Write(BookedDocument invoice, BookedDocument memo, decimal amount, CompanyFacts facts, string currency)
    {
        var document = new JsonObject
        {
            ["TxnDate"] = "",
            ["CustomerRef"] = Fields.RefTo(invoice.CustomerId!),
            ["TotalAmt"] = 0.00m,
            ["Line"] = new JsonArray(Line(invoice, amount), Line(memo, amount)),
        };
        if (facts.MultiCurrency) document["CurrencyRef"] = Fields.RefTo(currency);
        return document;
    }

    private static JsonObject Line(BookedDocument linked, decimal amount) => new()
    {
        ["Amount"] = amount,
        ["LinkedTxn"] = new JsonArray(new JsonObject { ["TxnId"] = linked.ExternalId, ["TxnType"] = linked.Kind.ToString() }),
    };
}
