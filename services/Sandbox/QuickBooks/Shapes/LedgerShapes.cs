namespace Sandbox.QuickBooks.Shapes;

/// <summary>Expenses, bills and journal entries: transactions whose lines name accounts.</summary>
internal static class LedgerShapes
{
    private static readonly Property[] Common =
    [
        Has.Text("DocNumber", 21).Looked(), Has.Date("TxnDate").Asked(), Has.Text("PrivateNote", 4000), Has.Ref("CurrencyRef").Kept(), Has.Amount("ExchangeRate").Kept(),
        Has.Object("TxnTaxDetail", CommonShapes.TaxDetail), Has.Choice("GlobalTaxCalculation", "TaxExcluded", "TaxInclusive", "NotApplicable").Kept(), Has.Amount("TotalAmt").Asked().Computed(),
        Has.Amount("HomeTotalAmt").Computed(), Has.Ref("DepartmentRef", "Department"), Has.List("LinkedTxn", CommonShapes.Linked).Computed(), Has.Text("TransactionLocationType"), Has.Text("TxnSource"),
        Has.List("CustomField", CommonShapes.CustomField), Has.Ref("RecurDataRef").Computed(), Has.Flag("IncludeInAnnualTPAR"),
    ];

    private static readonly Shape Markup = new(Has.Ref("PriceLevelRef"), Has.Amount("Percent"), Has.Ref("MarkUpIncomeAccountRef", "Account"));

    private static readonly Property[] Billable =
    [
        Has.Ref("CustomerRef", "Customer"), Has.Choice("BillableStatus", "Billable", "NotBillable", "HasBeenBilled"), Has.Object("MarkupInfo", Markup), Has.Ref("ClassRef", "Class"),
        Has.Ref("TaxCodeRef", "TaxCode"), Has.Amount("TaxInclusiveAmt"),
    ];

    private static readonly Shape ExpenseLine = new(
        Has.Text("Id"), Has.Amount("LineNum"), Has.Text("Description", 4000), Has.Amount("Amount"),
        Has.Choice("DetailType", "AccountBasedExpenseLineDetail", "ItemBasedExpenseLineDetail"),
        Has.Object("AccountBasedExpenseLineDetail", new Shape([Has.Ref("AccountRef", "Account"), Has.Amount("TaxAmount"), .. Billable])),
        Has.Object("ItemBasedExpenseLineDetail", new Shape([Has.Ref("ItemRef", "Item"), Has.Amount("Qty"), Has.Amount("UnitPrice"), Has.Ref("PriceLevelRef"), .. Billable])),
        Has.List("LinkedTxn", CommonShapes.Linked), Has.Ref("ProjectRef"), Has.List("CustomField", CommonShapes.CustomField));

    public static readonly Shape Purchase = Entity(
        [.. Common, Has.List("Line", ExpenseLine), Has.Ref("AccountRef", "Account"), Has.Choice("PaymentType", "Cash", "Check", "CreditCard").Asked(), Has.Ref("EntityRef", "Vendor", "Customer", "Employee").Looked(),
            Has.Ref("PaymentMethodRef", "PaymentMethod"), Has.Text("PaymentRefNum", 21).Looked(), Has.Flag("Credit"), Has.Choice("PrintStatus", "NotSet", "NeedToPrint", "PrintComplete").Kept(),
            Has.Object("RemitToAddr", CommonShapes.Address), Has.Anything("PurchaseEx").Computed()]);

    public static readonly Shape Bill = Entity(
        [.. Common, Has.List("Line", ExpenseLine), Has.Ref("VendorRef", "Vendor").Looked(), Has.Ref("APAccountRef", "Account"), Has.Ref("SalesTermRef", "Term"), Has.Date("DueDate").Asked(),
            Has.Amount("Balance").Asked().Computed(), Has.Amount("HomeBalance").Computed(), Has.Object("VendorAddr", CommonShapes.Address).Computed()]);

    private static readonly Shape JournalLine = new(
        Has.Text("Id"), Has.Amount("LineNum"), Has.Text("Description", 4000), Has.Amount("Amount"), Has.Choice("DetailType", "JournalEntryLineDetail", "DescriptionOnly"),
        Has.Object("JournalEntryLineDetail", new Shape(
            Has.Choice("PostingType", "Debit", "Credit"), Has.Ref("AccountRef", "Account"), Has.Ref("TaxCodeRef", "TaxCode"), Has.Choice("TaxApplicableOn", "Sales", "Purchase"), Has.Amount("TaxAmount"), Has.Amount("TaxInclusiveAmt"),
            Has.Object("Entity", new Shape(Has.Choice("Type", "Customer", "Vendor", "Employee"), Has.Ref("EntityRef", "Customer", "Vendor", "Employee"))),
            Has.Ref("ClassRef", "Class"), Has.Ref("DepartmentRef", "Department"), Has.Choice("BillableStatus", "Billable", "NotBillable", "HasBeenBilled"), Has.Ref("JournalCodeRef"))),
        Has.Object("DescriptionLineDetail", new Shape()), Has.Ref("ProjectRef"));

    public static readonly Shape JournalEntry = Entity([.. Common, Has.List("Line", JournalLine), Has.Flag("Adjustment").Kept()]);

    private static Shape Entity(IEnumerable<Property> own) => new(CommonShapes.EveryEntity.Concat(own));
}
