namespace QboSync.Mapping.Choosing;

/// <summary>The list of the company that a field of the mapping chooses from.</summary>
public enum ReferenceKind
{
    /// <summary>Chart of accounts.</summary>
    Account,

    /// <summary>Payment methods.</summary>
    PaymentMethod,

    /// <summary>Tax codes.</summary>
    TaxCode,

    /// <summary>Classes.</summary>
    Class,

    /// <summary>Locations.</summary>
    Location,

    /// <summary>Products and services; one that is named and missing is made.</summary>
    Item,

    /// <summary>Vendors.</summary>
    Vendor,
}
