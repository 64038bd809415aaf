using System.Text.Json.Nodes;
using QboSync.Company;
using QboSync.Storage;
using QboSync.Talking;
using Woo.Shapes;

namespace QboSync.Documents;

/// <summary>Writes drafts down as QuickBooks' JSON. What a function here writes is all that a document gets from us.</summary>
public static class DocumentWriting
{
    /// <summary>A SalesReceipt or an Invoice.</summary>
    public static JsonObject Sale(WooOrder order, DocumentKind kind, Draft draft, DocumentRefs refs, CompanyFacts company)
    {
        var document = Begin(OrderDates.Created(order), order.Currency, draft, refs, company);
        if (Addresses.Email(order.Billing.Email) is { } email) document["BillEmail"] = new JsonObject { ["Address"] = email };
        if (Addresses.Of(order.Billing) is { } billing) document["BillAddr"] = billing;
        if (Addresses.Of(order.Shipping) is { } shipping) document["ShipAddr"] = shipping;
        if (PlainText.Cut(PlainText.Of(order.CustomerNote), Limits.CustomerMemo) is { Length: > 0 } note) document["CustomerMemo"] = Fields.RefTo(note);
        if (kind == DocumentKind.SalesReceipt) PutMoneySide(document, refs, order.TransactionId);
        return document;
    }

    /// <summary>A RefundReceipt or a CreditMemo.</summary>
    public static JsonObject Refund(WooOrder order, WooRefund refund, DocumentKind kind, Draft draft, DocumentRefs refs, CompanyFacts company)
    {
        var document = Begin(OrderDates.Created(refund), order.Currency, draft, refs, company);
        if (Addresses.Email(order.Billing.Email) is { } email) document["BillEmail"] = new JsonObject { ["Address"] = email };
        if (Addresses.Of(order.Billing) is { } billing) document["BillAddr"] = billing;
        if (PlainText.Cut(PlainText.Of(refund.Reason), Limits.CustomerMemo) is { Length: > 0 } reason) document["CustomerMemo"] = Fields.RefTo(reason);
        if (kind == DocumentKind.RefundReceipt) PutMoneySide(document, refs, "");
        return document;
    }

    /// <summary>What was paid on an Invoice.</summary>
    public static JsonObject Payment(WooOrder order, string invoiceId, decimal amount, DocumentRefs refs, CompanyFacts company)
    {
        var document = new JsonObject
        {
            ["TxnDate"] = OrderDates.Paid(order),
            ["CustomerRef"] = Fields.RefTo(refs.Customer),
            ["TotalAmt"] = amount,
            ["Line"] = new JsonArray(new JsonObject
            {
                ["Amount"] = amount,
                ["LinkedTxn"] = new JsonArray(new JsonObject { ["TxnId"] = invoiceId, ["TxnType"] = "Invoice" }),
            }),
        };
        if (company.MultiCurrency) document["CurrencyRef"] = Fields.RefTo(order.Currency);
        PutMoneySide(document, refs, order.TransactionId);
        return document;
    }

    private static JsonObject Begin(string date, string currency, Draft draft, DocumentRefs refs, CompanyFacts company)
    {
        var document = new JsonObject { ["TxnDate"] = date, ["CustomerRef"] = Fields.RefTo(refs.Customer) };
        if (company.MultiCurrency) document["CurrencyRef"] = Fields.RefTo(currency);
        document["Line"] = new JsonArray([.. draft.Lines.Select((line, index) => Line(line, refs.Items[index], index + 1, company))]);
        // Said even where it is 0: a company with automated sales tax would compute its own.
        if (draft.Tax is { } tax) document["TxnTaxDetail"] = new JsonObject { ["TotalTax"] = tax };
        return document;
    }

    private static JsonObject Line(DraftLine line, string item, int number, CompanyFacts company)
    {
        var detail = new JsonObject { ["ItemRef"] = Fields.RefTo(item) };
        if (line is { Quantity: { } quantity, UnitPrice: { } price }) (detail["Qty"], detail["UnitPrice"]) = (quantity, price);
        if (company.UsingSalesTax) detail["TaxCodeRef"] = Fields.RefTo(line.Taxed ? "TAX" : "NON");
        return new JsonObject
        {
            ["LineNum"] = number,
            ["Amount"] = line.Amount,
            ["Description"] = line.Description,
            ["DetailType"] = "SalesItemLineDetail",
            ["SalesItemLineDetail"] = detail,
        };
    }

    private static void PutMoneySide(JsonObject document, DocumentRefs refs, string transactionId)
    {
        if (refs.PaymentMethod is { } method) document["PaymentMethodRef"] = Fields.RefTo(method);
        if (refs.Deposit is { } deposit) document["DepositToAccountRef"] = Fields.RefTo(deposit);
        if (PlainText.Cut(PlainText.Of(transactionId), Limits.PaymentRefNum) is { Length: > 0 } reference) document["PaymentRefNum"] = reference;
    }
}
