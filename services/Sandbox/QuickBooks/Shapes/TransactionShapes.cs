namespace Sandbox.QuickBooks.Shapes;

/// <summary>The four sales forms, the payment, the deposit and the inventory adjustment.</summary>
internal static class TransactionShapes
{
    private static readonly Shape ItemDetail = new(
        Has.Ref("ItemRef", "Item"), Has.Amount("Qty"), Has.Amount("UnitPrice"), Has.Amount("RatePercent"), Has.Ref("TaxCodeRef", "TaxCode"), Has.Ref("ClassRef", "Class"),
        Has.Date("ServiceDate"), Has.Amount("TaxInclusiveAmt"), Has.Amount("DiscountRate"), Has.Amount("DiscountAmt"), Has.Ref("ItemAccountRef", "Account"),
        Has.Ref("PriceLevelRef"), Has.Ref("TaxClassificationRef"), Has.Anything("MarkupInfo"), Has.Flag("Deferrable"));

    private static readonly Shape DiscountDetail = new(
        Has.Flag("PercentBased"), Has.Amount("DiscountPercent"), Has.Ref("DiscountAccountRef", "Account"), Has.Ref("TaxCodeRef", "TaxCode"), Has.Ref("ClassRef", "Class"),
        Has.Ref("DiscountRef"), Has.Date("ServiceDate"), Has.Amount("TaxInclusiveAmt"));

    private static readonly Property[] AnyLine =
    [
        Has.Text("Id"), Has.Amount("LineNum"), Has.Text("Description", 4000), Has.Amount("Amount"), Has.Object("SalesItemLineDetail", ItemDetail),
        Has.Object("DescriptionLineDetail", new Shape(Has.Date("ServiceDate"), Has.Ref("TaxCodeRef", "TaxCode"))),
        Has.List("LinkedTxn", CommonShapes.Linked), Has.Ref("ProjectRef"), Has.List("CustomField", CommonShapes.CustomField), Has.Anything("CustomExtensions"), Has.Anything("LineEx"),
    ];

    private static readonly Shape GroupDetail = new(
        Has.Ref("GroupItemRef", "Item"), Has.Amount("Quantity"), Has.Date("ServiceDate"), Has.Anything("UOMRef"),
        Has.List("Line", new Shape([.. AnyLine, Has.Choice("DetailType", "SalesItemLineDetail", "DescriptionOnly")])));

    private static readonly Shape SalesLine = new(
    [
        .. AnyLine, Has.Choice("DetailType", "SalesItemLineDetail", "DiscountLineDetail", "SubTotalLineDetail", "DescriptionOnly", "GroupLineDetail"),
        Has.Object("DiscountLineDetail", DiscountDetail), Has.Object("SubTotalLineDetail", new Shape(Has.Ref("ItemRef"))), Has.Object("GroupLineDetail", GroupDetail),
    ]);

    private static readonly Property[] SalesForm =
    [
        Has.Text("DocNumber", 21).Looked(), Has.Date("TxnDate").Asked(), Has.Ref("CustomerRef", "Customer").Looked(), Has.List("Line", SalesLine),
        Has.Object("TxnTaxDetail", CommonShapes.TaxDetail), Has.Choice("GlobalTaxCalculation", "TaxExcluded", "TaxInclusive", "NotApplicable").Kept(), Has.Flag("ApplyTaxAfterDiscount").Kept(),
        Has.Ref("CurrencyRef").Kept(), Has.Amount("ExchangeRate").Kept(), Has.Ref("DepartmentRef", "Department"), Has.Ref("ClassRef", "Class"), Has.Text("PrivateNote", 4000),
        Has.Object("CustomerMemo", CommonShapes.Memo), Has.Object("BillAddr", CommonShapes.Address), Has.Object("ShipAddr", CommonShapes.Address), Has.Object("ShipFromAddr", CommonShapes.Address),
        Has.Object("BillEmail", CommonShapes.Email), Has.Choice("PrintStatus", "NotSet", "NeedToPrint", "PrintComplete").Kept(),
        Has.List("CustomField", CommonShapes.CustomField).Kept(), Has.Ref("ProjectRef"), Has.List("LinkedTxn", CommonShapes.Linked).Computed(),
        Has.Amount("TotalAmt").Asked().Computed(), Has.Amount("Balance").Asked().Computed(), Has.Amount("HomeTotalAmt").Computed(), Has.Amount("HomeBalance").Computed(),
        Has.Text("TransactionLocationType"), Has.Text("TxnSource"), Has.Ref("RecurDataRef").Computed(), Has.Ref("TaxExemptionRef"), Has.Object("DeliveryInfo", CommonShapes.Delivery).Computed(),
        Has.Flag("FreeFormAddress"),
    ];

    private static readonly Property[] Shipping =
    [
        Has.Date("ShipDate"), Has.Text("TrackingNum", 31), Has.Object("ShipMethodRef", new Shape(Has.Text("value", 30), Has.Text("name", 31))),
    ];

    private static readonly Property[] Mailed =
    [
        Has.Choice("EmailStatus", "NotSet", "NeedToSend", "EmailSent").Kept(), Has.Object("BillEmailCc", CommonShapes.Email), Has.Object("BillEmailBcc", CommonShapes.Email),
    ];

    private static readonly Property[] Paid =
    [
        Has.Ref("PaymentMethodRef", "PaymentMethod"), Has.Ref("DepositToAccountRef", "Account"), Has.Choice("PaymentType", "Cash", "Check", "CreditCard", "Expense", "Other"),
        Has.Anything("CreditCardPayment"), Has.Anything("CheckPayment"), Has.Text("TxnStatus"),
    ];

    public static readonly Shape Invoice = Entity([.. SalesForm, .. Shipping, .. Mailed,
        Has.Date("DueDate").Asked(), Has.Ref("SalesTermRef", "Term"), Has.Amount("Deposit"), Has.Ref("DepositToAccountRef", "Account"), Has.Flag("AllowIPNPayment"),
        Has.Flag("AllowOnlinePayment"), Has.Flag("AllowOnlineCreditCardPayment"), Has.Flag("AllowOnlineACHPayment"), Has.Text("InvoiceLink").Computed(), Has.Ref("ARAccountRef", "Account")]);

    public static readonly Shape Estimate = Entity([.. SalesForm, .. Shipping, .. Mailed,
        Has.Choice("TxnStatus", "Accepted", "Closed", "Pending", "Rejected", "Converted").Asked().Kept(), Has.Date("ExpirationDate"), Has.Text("AcceptedBy"), Has.Date("AcceptedDate"), Has.Ref("SalesTermRef", "Term"), Has.Date("DueDate")]);

    public static readonly Shape SalesReceipt = Entity([.. SalesForm, .. Shipping, .. Mailed, .. Paid, Has.Text("PaymentRefNum", 21).Looked()]);

    public static readonly Shape RefundReceipt = Entity([.. SalesForm, .. Paid, Has.Text("PaymentRefNum", 100).Looked(), Has.Text("CheckNum", 21)]);

    public static readonly Shape CreditMemo = Entity([.. SalesForm, .. Mailed,
        Has.Ref("InvoiceRef", "Invoice"), Has.Ref("PaymentMethodRef", "PaymentMethod").Computed(), Has.Amount("RemainingCredit").Computed(), Has.Ref("SalesTermRef", "Term"), Has.Ref("ARAccountRef", "Account")]);

    public static readonly Shape Payment = Entity(
        Has.Ref("CustomerRef", "Customer").Looked(), Has.Amount("TotalAmt").Asked(), Has.Amount("UnappliedAmt").Computed(), Has.Date("TxnDate").Asked(),
        Has.Ref("PaymentMethodRef", "PaymentMethod"), Has.Text("PaymentRefNum", 21).Looked(), Has.Ref("DepositToAccountRef", "Account"), Has.Ref("CurrencyRef").Kept(),
        Has.Amount("ExchangeRate").Kept(), Has.Text("PrivateNote", 4000), Has.Flag("ProcessPayment").Kept(), Has.Ref("ARAccountRef", "Account"), Has.Ref("ProjectRef"), Has.Ref("DepartmentRef", "Department"),
        Has.Text("TxnSource"), Has.Text("TransactionLocationType"), Has.Ref("TaxExemptionRef"), Has.Anything("CreditCardPayment"), Has.List("LinkedTxn", CommonShapes.Linked).Computed(),
        Has.List("CustomField", CommonShapes.CustomField), Has.List("Line", new Shape(Has.Amount("Amount"), Has.List("LinkedTxn", CommonShapes.Linked), Has.Anything("LineEx"), Has.Text("Id"), Has.Amount("LineNum"))));

    public static readonly Shape Deposit = Entity(
        Has.Ref("DepositToAccountRef", "Account"), Has.Date("TxnDate").Asked(), Has.Text("PrivateNote", 4000), Has.Amount("TotalAmt").Asked().Computed(), Has.Ref("CurrencyRef").Kept(),
        Has.Amount("ExchangeRate").Kept(), Has.Amount("HomeTotalAmt").Computed(), Has.Text("TxnSource"), Has.Ref("DepartmentRef", "Department"), Has.Text("TransactionLocationType"),
        Has.Object("CashBack", new Shape(Has.Ref("AccountRef", "Account"), Has.Amount("Amount"), Has.Text("Memo", 4000))), Has.Choice("GlobalTaxCalculation", "TaxExcluded", "TaxInclusive", "NotApplicable"),
        Has.List("Line", new Shape(
            Has.Text("Id"), Has.Amount("LineNum"), Has.Text("Description", 4000), Has.Amount("Amount"), Has.Choice("DetailType", "DepositLineDetail"), Has.List("LinkedTxn", CommonShapes.Linked),
            Has.Object("DepositLineDetail", new Shape(
                Has.Ref("AccountRef", "Account"), Has.Ref("Entity", "Customer", "Vendor", "Employee"), Has.Ref("PaymentMethodRef", "PaymentMethod"), Has.Ref("ClassRef", "Class"),
                Has.Text("CheckNum", 21), Has.Text("TxnType"), Has.Ref("TaxCodeRef", "TaxCode"), Has.Text("TaxApplicableOn"))),
            Has.Ref("ProjectRef"))));

    public static readonly Shape InventoryAdjustment = Entity(
        Has.Text("DocNumber", 21).Looked(), Has.Date("TxnDate").Asked(), Has.Text("PrivateNote", 4000), Has.Ref("AdjustAccountRef", "Account"), Has.Ref("CustomerRef", "Customer"),
        Has.Ref("DepartmentRef", "Department"), Has.Ref("ClassRef", "Class"),
        Has.List("Line", new Shape(
            Has.Text("Id"), Has.Amount("LineNum"), Has.Text("Description", 4000), Has.Choice("DetailType", "ItemAdjustmentLineDetail"),
            Has.Object("ItemAdjustmentLineDetail", new Shape(Has.Ref("ItemRef", "Item"), Has.Amount("QtyDiff"), Has.Amount("NewQty"), Has.Amount("CurrentQty").Computed(), Has.Ref("ClassRef", "Class"), Has.Text("SalesPrice"))))));

    private static Shape Entity(params IEnumerable<Property> own) => new(CommonShapes.EveryEntity.Concat(own));
}
