using System.Text.Json.Nodes;
using QboSync.Company;
using QboSync.Documents;
using QboSync.Mapping;
using QboSync.Storage;
using Woo.Shapes;

namespace QboSync.Tests.Property;

/// <summary>A document as it would be sent, and what it must come to.</summary>
/// <param name="Kind">SalesReceipt or RefundReceipt.</param>
/// <param name="What">For messages.</param>
/// <param name="Draft">Its money; the total is WooCommerce's.</param>
/// <param name="Tax">WooCommerce's tax; null for refunds, whose lines may give back more than their amount.</param>
/// <param name="Write">Writes it down.</param>
internal sealed record DocumentCase(string Kind, string What, Draft Draft, decimal? Tax, Func<Draft, JsonObject> Write)
{
    public JsonObject Body { get; } = Write(Draft);

    public static DocumentCase OfOrder(SandboxCompany company, BookMapping mapping, WooOrder order)
    {
        var books = company.BooksWith(mapping);
        var draft = Drafting.OfOrder(order, books);
        Assert.Equal(order.Total, draft.Total);
        return new("SalesReceipt", $"order {order.Id}", draft, order.TotalTax,
            drafted => DocumentWriting.Sale(order, DocumentKind.SalesReceipt, drafted, Refs(company, drafted), books, "store-1"));
    }

    public static DocumentCase OfRefund(SandboxCompany company, BookMapping mapping, WooOrder order, WooRefund refund)
    {
        var books = company.BooksWith(mapping);
        var draft = Drafting.OfRefund(order, refund, books);
        Assert.Equal(refund.Amount, draft.Total);
        return new("RefundReceipt", $"refund {refund.Id} of order {order.Id}", draft, null,
            drafted => DocumentWriting.Refund(order, refund, DocumentKind.RefundReceipt, drafted, Refs(company, drafted), books, "store-1"));
    }

    /// <summary>The same with the cents that the company computed differently.</summary>
    public DocumentCase Rounded(decimal difference) => new(Kind, What, Draft.Rounded(difference), Tax, Write);

    private static DocumentRefs Refs(SandboxCompany company, Draft draft) => new(company.CustomerId, [.. draft.Lines.Select(_ => "1")], "35", null);
}
