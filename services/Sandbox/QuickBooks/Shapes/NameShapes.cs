namespace Sandbox.QuickBooks.Shapes;

/// <summary>Customer, Vendor and Employee, which share one space of display names.</summary>
internal static class NameShapes
{
    private static readonly Property[] Person =
    [
        Has.Text("Title", 16), Has.Text("GivenName", 100).Asked(), Has.Text("MiddleName", 100).Asked(), Has.Text("FamilyName", 100).Asked(), Has.Text("Suffix", 16),
        Has.Text("DisplayName", 500).Looked(), Has.Text("PrintOnCheckName", 110).Asked().Kept(), Has.Flag("Active").Asked().Kept(),
        Has.Object("PrimaryPhone", CommonShapes.Phone), Has.Object("Mobile", CommonShapes.Phone), Has.Object("PrimaryEmailAddr", CommonShapes.Email).Looked(),
        Has.Text("V4IDPseudonym").Computed(),
    ];

    private static readonly Property[] Company =
    [
        Has.Text("CompanyName", 100).Asked(), Has.Object("AlternatePhone", CommonShapes.Phone), Has.Object("Fax", CommonShapes.Phone), Has.Object("WebAddr", CommonShapes.Web),
        Has.List("OtherContactInfo", new Shape(Has.Text("Type"), Has.Object("Telephone", CommonShapes.Phone))),
        Has.Ref("CurrencyRef").Kept(), Has.Ref("TermRef", "Term"), Has.Amount("Balance").Asked().Computed(), Has.Text("AcctNum", 100), Has.Text("Notes", 2000),
        Has.Text("PrimaryTaxIdentifier", 20), Has.Text("GSTIN", 15), Has.Text("GSTRegistrationType", 15), Has.Text("BusinessNumber", 10), Has.Text("Source").Computed(),
    ];

    public static readonly Shape Customer = new(CommonShapes.EveryEntity.Concat(Person).Concat(Company).Concat(
    [
        Has.Object("BillAddr", CommonShapes.Address), Has.Object("ShipAddr", CommonShapes.Address), Has.Ref("ParentRef", "Customer"), Has.Flag("Job").Asked(),
        Has.Flag("BillWithParent"), Has.Flag("Taxable").Kept(), Has.Ref("DefaultTaxCodeRef", "TaxCode"), Has.Text("TaxExemptionReasonId"), Has.Text("ResaleNum", 16),
        Has.Text("SecondaryTaxIdentifier"), Has.Ref("SalesTermRef", "Term"), Has.Ref("PaymentMethodRef", "PaymentMethod"), Has.Choice("PreferredDeliveryMethod", "Print", "Email", "None"),
        Has.Ref("CustomerTypeRef"), Has.Ref("ARAccountRef", "Account"), Has.Date("OpenBalanceDate"), Has.Amount("BalanceWithJobs").Computed(),
        Has.Text("FullyQualifiedName").Asked().Computed(), Has.Amount("Level").Computed(), Has.Flag("IsProject").Computed(), Has.Text("ClientEntityId").Computed(),
    ]));

    public static readonly Shape Vendor = new(CommonShapes.EveryEntity.Concat(Person).Concat(Company).Concat(
    [
        Has.Object("BillAddr", CommonShapes.Address), Has.Flag("Vendor1099"), Has.Text("TaxIdentifier", 20), Has.Ref("APAccountRef", "Account"),
        Has.Amount("BillRate"), Has.Amount("CostRate"), Has.Flag("T4AEligible"), Has.Flag("T5018Eligible"),
    ]));

    public static readonly Shape Employee = new(CommonShapes.EveryEntity.Concat(Person).Concat(
    [
        Has.Object("PrimaryAddr", CommonShapes.Address), Has.Text("EmployeeNumber", 100), Has.Text("SSN", 100), Has.Text("Gender"), Has.Date("BirthDate"),
        Has.Date("HiredDate"), Has.Date("ReleasedDate"), Has.Flag("BillableTime"), Has.Amount("BillRate"), Has.Amount("CostRate"), Has.Flag("Organization"),
    ]));
}
