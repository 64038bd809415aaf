namespace Sandbox.QuickBooks.Shapes;

/// <summary>Shapes that many entities share. Lengths are those of Intuit's field definitions.</summary>
internal static class CommonShapes
{
    /// <summary>Every entity has these; the writer alone sets them.</summary>
    public static readonly IReadOnlyList<Property> EveryEntity =
    [
        Has.Text("Id").Asked(),
        Has.Text("SyncToken").Computed(),
        Has.Text("domain").Computed(),
        Has.Flag("sparse").Computed(),
        Has.Text("status").Computed(),
        Has.Object("MetaData", new Shape(
            Has.Instant("CreateTime").Asked(),
            Has.Instant("LastUpdatedTime").Asked(),
            Has.Anything("CreatedByRef"),
            Has.Anything("LastModifiedByRef"),
            Has.Anything("LastChangedInQB"))).Computed(),
    ];

    public static readonly Shape Address = new(
        Has.Text("Id"), Has.Text("Line1", 500), Has.Text("Line2", 500), Has.Text("Line3", 500), Has.Text("Line4", 500), Has.Text("Line5", 500),
        Has.Text("City", 255), Has.Text("Country", 255), Has.Text("CountryCode"), Has.Text("CountrySubDivisionCode", 255), Has.Text("PostalCode", 30),
        Has.Text("PostalCodeSuffix"), Has.Text("Note"), Has.Text("Tag"), Has.Text("Lat").Computed(), Has.Text("Long").Computed());

    public static readonly Shape Email = new(Has.Text("Address", 100), Has.Flag("Default"), Has.Text("Tag"), Has.Text("Id"));

    public static readonly Shape Phone = new(Has.Text("FreeFormNumber", 30), Has.Text("Id"), Has.Text("Tag"), Has.Text("AreaCode"), Has.Text("CountryCode"), Has.Text("ExchangeCode"), Has.Text("Extension"));

    public static readonly Shape Web = new(Has.Text("URI", 1000), Has.Text("Id"), Has.Text("Tag"));

    public static readonly Shape CustomField = new(Has.Text("DefinitionId"), Has.Text("Name"), Has.Text("Type"), Has.Text("StringValue", 31), Has.Flag("BooleanValue"), Has.Date("DateValue"), Has.Amount("NumberValue"));

    public static readonly Shape Linked = new(Has.Text("TxnId"), Has.Text("TxnType"), Has.Text("TxnLineId"));

    public static readonly Shape Memo = new(Has.Text("value", 1000));

    public static readonly Shape NameValue = new(Has.Text("Name"), Has.Text("Value"));

    public static readonly Shape Delivery = new(Has.Text("DeliveryType"), Has.Instant("DeliveryTime"));

    public static readonly Shape TaxDetail = new(
        Has.Ref("TxnTaxCodeRef", "TaxCode"), Has.Amount("TotalTax"),
        Has.List("TaxLine", new Shape(
            Has.Text("Id"), Has.Text("LineNum"), Has.Amount("Amount"), Has.Choice("DetailType", "TaxLineDetail"), Has.Text("Description", 4000),
            Has.Object("TaxLineDetail", new Shape(
                Has.Ref("TaxRateRef", "TaxRate"), Has.Flag("PercentBased"), Has.Amount("TaxPercent"), Has.Amount("NetAmountTaxable"),
                Has.Amount("TaxInclusiveAmount"), Has.Amount("OverrideDeltaAmount"), Has.Date("ServiceDate"))))));
}
