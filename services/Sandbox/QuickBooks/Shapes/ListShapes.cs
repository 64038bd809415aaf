namespace Sandbox.QuickBooks.Shapes;

/// <summary>The lists of a company: chart of accounts, items, tax, methods, terms, classes and locations.</summary>
internal static class ListShapes
{
    public static readonly Shape Account = Entity(
        Has.Text("Name", 100).Looked(), Has.Flag("SubAccount").Asked(), Has.Ref("ParentRef", "Account"), Has.Text("Description", 100).Asked(),
        Has.Text("FullyQualifiedName").Asked().Computed(), Has.Flag("Active").Asked().Kept(), Has.Text("Classification").Asked().Kept(),
        Has.Text("AccountType").Asked().Kept(), Has.Text("AccountSubType").Asked().Kept(), Has.Text("AcctNum", 7), Has.Text("AccountAlias"), Has.Text("TxnLocationType"),
        Has.Amount("CurrentBalance").Asked().Computed(), Has.Amount("CurrentBalanceWithSubAccounts").Computed(), Has.Ref("CurrencyRef").Kept(), Has.Ref("TaxCodeRef", "TaxCode"));

    public static readonly Shape Item = Entity(
        Has.Text("Name", 100).Looked(), Has.Text("Sku", 100).Looked(), Has.Text("Description", 4000).Asked(), Has.Flag("Active").Asked().Kept(),
        Has.Flag("SubItem"), Has.Ref("ParentRef", "Item"), Has.Amount("Level").Computed(), Has.Text("FullyQualifiedName").Looked().Computed(),
        Has.Flag("Taxable").Kept(), Has.Flag("SalesTaxIncluded"), Has.Amount("UnitPrice").Asked(), Has.Text("Type").Asked().Kept(),
        Has.Ref("IncomeAccountRef", "Account"), Has.Text("PurchaseDesc", 1000), Has.Flag("PurchaseTaxIncluded"), Has.Amount("PurchaseCost"),
        Has.Ref("ExpenseAccountRef", "Account"), Has.Ref("AssetAccountRef", "Account"), Has.Ref("PrefVendorRef", "Vendor"), Has.Flag("TrackQtyOnHand").Kept(),
        Has.Amount("QtyOnHand").Kept(), Has.Date("InvStartDate").Kept(), Has.Amount("ReorderPoint"), Has.Ref("SalesTaxCodeRef", "TaxCode"), Has.Ref("PurchaseTaxCodeRef", "TaxCode"),
        Has.Ref("ClassRef", "Class"), Has.Ref("TaxClassificationRef"), Has.Text("ItemCategoryType").Computed(), Has.Flag("PrintGroupedItems"),
        Has.Object("ItemGroupDetail", new Shape(Has.List("ItemGroupLine", new Shape(Has.Ref("ItemRef", "Item"), Has.Amount("Qty"), Has.Anything("UOMRef"))))), Has.Text("UQCDisplayText"), Has.Text("UQCId"), Has.Text("Source").Computed());

    public static readonly Shape PaymentMethod = Entity(
        Has.Text("Name", 31).Looked(), Has.Flag("Active").Asked().Kept(), Has.Choice("Type", "CREDIT_CARD", "NON_CREDIT_CARD").Asked().Kept());

    public static readonly Shape Term = Entity(
        Has.Text("Name", 31).Looked(), Has.Flag("Active").Asked().Kept(), Has.Choice("Type", "STANDARD", "DATE_DRIVEN").Computed(), Has.Amount("DueDays"),
        Has.Amount("DiscountDays"), Has.Amount("DiscountPercent"), Has.Amount("DayOfMonthDue"), Has.Amount("DiscountDayOfMonth"), Has.Amount("DueNextMonthDays"));

    public static readonly Shape Class = Entity(
        Has.Text("Name", 100).Looked(), Has.Flag("SubClass"), Has.Ref("ParentRef", "Class"), Has.Text("FullyQualifiedName").Asked().Computed(), Has.Flag("Active").Asked().Kept());

    public static readonly Shape Department = Entity(
        Has.Text("Name", 100).Looked(), Has.Flag("SubDepartment"), Has.Ref("ParentRef", "Department"), Has.Text("FullyQualifiedName").Asked().Computed(),
        Has.Flag("Active").Asked().Kept(), Has.Object("Address", CommonShapes.Address));

    public static readonly Shape TaxCode = Entity(
        Has.Text("Name", 100).Looked(), Has.Text("Description", 100).Asked(), Has.Flag("Active").Asked(), Has.Flag("Taxable"), Has.Flag("TaxGroup"), Has.Flag("Hidden"),
        Has.Object("SalesTaxRateList", RateList), Has.Object("PurchaseTaxRateList", RateList), Has.Text("TaxCodeConfigType"));

    public static readonly Shape TaxRate = Entity(
        Has.Text("Name", 100).Looked(), Has.Text("Description", 100).Asked(), Has.Flag("Active").Asked(), Has.Amount("RateValue"), Has.Ref("AgencyRef", "TaxAgency"),
        Has.Text("SpecialTaxType"), Has.Text("DisplayType"), Has.Anything("EffectiveTaxRate"), Has.Ref("TaxReturnLineRef"));

    public static readonly Shape TaxAgency = Entity(
        Has.Text("DisplayName", 100).Looked(), Has.Flag("TaxTrackedOnSales"), Has.Flag("TaxTrackedOnPurchases"), Has.Text("TaxRegistrationNumber"), Has.Text("TaxAgencyConfig"));

    public static readonly Shape CompanyCurrency = Entity(
        Has.Text("Code", 3).Looked(), Has.Text("Name").Asked(), Has.Flag("Active").Asked().Kept(), Has.List("CustomField", CommonShapes.CustomField));

    public static readonly Shape ExchangeRate = Entity(
        Has.Text("SourceCurrencyCode", 3).Asked(), Has.Text("TargetCurrencyCode", 3).Asked(), Has.Amount("Rate"), Has.Date("AsOfDate").Asked(), Has.List("CustomField", CommonShapes.CustomField));

    private static Shape RateList => new(
        Has.List("TaxRateDetail", new Shape(Has.Ref("TaxRateRef", "TaxRate"), Has.Text("TaxTypeApplicable"), Has.Amount("TaxOrder"), Has.Amount("TaxOnTaxOrder"))));

    private static Shape Entity(params IEnumerable<Property> own) => new(CommonShapes.EveryEntity.Concat(own));
}
