namespace Sandbox.QuickBooks.Shapes;

/// <summary>The two documents that describe a company.</summary>
internal static class CompanyShapes
{
    public static readonly Shape Preferences = new(CommonShapes.EveryEntity.Concat(
    [
        Group("AccountingInfoPrefs", Has.Text("FirstMonthOfFiscalYear"), Has.Flag("UseAccountNumbers"), Has.Text("TaxYearMonth"), Has.Flag("ClassTrackingPerTxn"), Has.Flag("ClassTrackingPerTxnLine"),
            Has.Flag("TrackDepartments"), Has.Text("DepartmentTerminology"), Has.Date("BookCloseDate"), Has.Text("CustomerTerminology"), Has.Text("TaxForm")),
        Group("ProductAndServicesPrefs", Has.Flag("ForSales"), Has.Flag("ForPurchase"), Has.Flag("QuantityWithPriceAndRate"), Has.Flag("QuantityOnHand"), Has.Flag("RevenueRecognition"), Has.Text("RevenueRecognitionFrequency")),
        Group("SalesFormsPrefs", Has.Flag("AllowDeposit"), Has.Flag("AllowDiscount"), Has.Flag("AllowEstimates"), Has.Flag("AllowServiceDate"), Has.Flag("AllowShipping"), Has.Flag("AllowGratuity"),
            Has.Flag("CustomTxnNumbers"), Has.Text("DefaultDiscountAccount"), Has.Text("DefaultShippingAccount"), Has.Text("DefaultCustomerMessage"), Has.Ref("DefaultTerms", "Term"),
            Has.Flag("AutoApplyCredit"), Has.Flag("AutoApplyPayments"), Has.Text("ETransactionEnabledStatus"), Has.Flag("ETransactionAttachPDF"), Has.Flag("ETransactionPaymentEnabled"),
            Has.Flag("IPNSupportEnabled"), Has.Flag("UsingPriceLevels"), Has.Flag("UsingProgressInvoicing"), Has.Flag("EmailCopyToCompany"), Has.Anything("SalesEmailBcc"), Has.Anything("SalesEmailCc"), Has.Anything("CustomField")),
        Group("TaxPrefs", Has.Flag("UsingSalesTax"), Has.Flag("PartnerTaxEnabled").Computed(), Has.Ref("TaxGroupCodeRef", "TaxCode"), Has.Ref("TaxRateRef", "TaxRate"), Has.Text("PaySalesTax"),
            Has.Ref("NonTaxableSalesTaxCodeRef", "TaxCode"), Has.Ref("TaxableSalesTaxCodeRef", "TaxCode"), Has.Flag("HideTaxManagement")),
        Group("CurrencyPrefs", Has.Flag("MultiCurrencyEnabled"), Has.Ref("HomeCurrency")),
        Group("ReportPrefs", Has.Text("ReportBasis"), Has.Flag("CalcAgingReportFromTxnDate")),
        Has.Anything("VendorAndPurchasesPrefs"), Has.Anything("TimeTrackingPrefs"), Has.Anything("EmailMessagesPrefs"),
        Has.Object("OtherPrefs", new Shape(Has.List("NameValue", CommonShapes.NameValue))),
    ]));

    public static readonly Shape CompanyInfo = new(CommonShapes.EveryEntity.Concat(
    [
        Has.Text("CompanyName", 1024).Asked(), Has.Text("LegalName", 1024), Has.Object("CompanyAddr", CommonShapes.Address), Has.Object("LegalAddr", CommonShapes.Address),
        Has.Object("CustomerCommunicationAddr", CommonShapes.Address), Has.Object("CustomerCommunicationEmailAddr", CommonShapes.Email), Has.Object("PrimaryPhone", CommonShapes.Phone),
        Has.Object("Email", CommonShapes.Email), Has.Object("WebAddr", CommonShapes.Web), Has.Text("Country").Computed(), Has.Text("SupportedLanguages").Computed(),
        Has.Text("FiscalYearStartMonth").Computed(), Has.Date("CompanyStartDate").Computed(), Has.Text("EmployerId", 100), Has.List("NameValue", CommonShapes.NameValue).Computed(),
    ]));

    private static Property Group(string name, params IEnumerable<Property> own) => Has.Object(name, new Shape(own));
}
