using System.Text.Json.Nodes;
using QboSync.Company;
using QboSync.Mapping;
using QboSync.Storage;
using QboSync.Talking;
using Woo.Shapes;

namespace QboSync.Documents;

/// <summary>Writes drafts down as QuickBooks' JSON. What a function here writes is all that a document gets from us.</summary>
public static class DocumentWriting
{
    /// <summary>A SalesReceipt or an Invoice.</summary>
    /// <exception cref="FaultException">The company has no such class or location as the mapping names.</exception>
    public static JsonObject Sale(WooOrder order, DocumentKind kind, Draft draft, DocumentRefs refs, CompanyBooks books, string storeId)
    {
        var date = books.Mapping.Orders.TxnDate == TxnDateOf.Paid ? OrderDates.Paid(order) : OrderDates.Created(order);
        var document = Begin(date, order, draft, refs, books, storeId);
        if (Addresses.Of(order.Shipping) is { } shipping) document["ShipAddr"] = shipping;
        if (PlainText.Cut(PlainText.Of(order.CustomerNote), Limits.CustomerMemo) is { Length: > 0 } note) document["CustomerMemo"] = Fields.RefTo(note);
        if (kind == DocumentKind.SalesReceipt) PutMoneySide(document, refs, order.TransactionId);
        return document;
    }

    /// <summary>A RefundReceipt or a CreditMemo.</summary>
    /// <exception cref="FaultException">The company has no such class or location as the mapping names.</exception>
    public static JsonObject Refund(WooOrder order, WooRefund refund, DocumentKind kind, Draft draft, DocumentRefs refs, CompanyBooks books, string storeId)
    {
        var document = Begin(OrderDates.Created(refund), order, draft, refs, books, storeId);
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
        PutCurrency(document, order, company);
        PutMoneySide(document, refs, order.TransactionId);
        return document;
    }

    private static JsonObject Begin(string date, WooOrder order, Draft draft, DocumentRefs refs, CompanyBooks books, string storeId)
    {
        var tracking = Tracking.Of(books, storeId);
        var document = new JsonObject { ["TxnDate"] = date, ["CustomerRef"] = Fields.RefTo(refs.Customer) };
        PutCurrency(document, order, books.Facts);
        if (tracking.Location is { } location) document["DepartmentRef"] = Fields.RefTo(location);
        if (tracking.DocumentClass is { } documentClass) document["ClassRef"] = Fields.RefTo(documentClass);
        document["Line"] = new JsonArray([.. draft.Lines.Select((line, index) => Line(line, refs.Items[index], index + 1, tracking.LineClass))]);
        PutTax(document, draft.Tax);
        if (Addresses.Email(order.Billing.Email) is { } email) document["BillEmail"] = new JsonObject { ["Address"] = email };
        if (Addresses.Of(order.Billing) is { } billing) document["BillAddr"] = billing;
        return document;
    }

    private static JsonObject Line(DraftLine line, string item, int number, string? lineClass)
    {
        var detail = new JsonObject { ["ItemRef"] = Fields.RefTo(item) };
        if (line is { Quantity: { } quantity, UnitPrice: { } price }) (detail["Qty"], detail["UnitPrice"]) = (quantity, price);
        if (line.TaxCode is { } code) detail["TaxCodeRef"] = Fields.RefTo(code);
        if (lineClass is not null) detail["ClassRef"] = Fields.RefTo(lineClass);
        return new JsonObject
        {
            ["LineNum"] = number,
            ["Amount"] = line.Amount,
            ["Description"] = line.Description,
            ["DetailType"] = "SalesItemLineDetail",
            ["SalesItemLineDetail"] = detail,
        };
    }

    private static void PutTax(JsonObject document, DraftTax tax)
    {
        if (tax.Calculation is { } calculation) document["GlobalTaxCalculation"] = calculation;
        if (tax.Total is not { } total) return;
        var detail = new JsonObject();
        if (tax.Code is { } code) detail["TxnTaxCodeRef"] = Fields.RefTo(code);
        detail["TotalTax"] = total;
        if (tax.Lines.Count > 0) detail["TaxLine"] = new JsonArray([.. tax.Lines.Select(TaxLine)]);
        document["TxnTaxDetail"] = detail;
    }

    private static JsonObject TaxLine(DraftTaxLine line) => new()
    {
        ["Amount"] = line.Amount,
        ["DetailType"] = "TaxLineDetail",
        ["TaxLineDetail"] = new JsonObject
        {
            ["TaxRateRef"] = Fields.RefTo(line.RateId),
            ["PercentBased"] = true,
            ["TaxPercent"] = line.Percent,
            ["NetAmountTaxable"] = line.Net,
        },
    };

    private static void PutCurrency(JsonObject document, WooOrder order, CompanyFacts company)
    {
        if (company.MultiCurrency) document["CurrencyRef"] = Fields.RefTo(order.Currency);
        if (ExchangeRates.Of(order, company) is { } rate) document["ExchangeRate"] = rate;
    }

    private static void PutMoneySide(JsonObject document, DocumentRefs refs, string transactionId)
    {
        if (refs.PaymentMethod is { } method) document["PaymentMethodRef"] = Fields.RefTo(method);
        if (refs.Deposit is { } deposit) document["DepositToAccountRef"] = Fields.RefTo(deposit);
        if (PlainText.Cut(PlainText.Of(transactionId), Limits.PaymentRefNum) is { Length: > 0 } reference) document["PaymentRefNum"] = reference;
    }
}
