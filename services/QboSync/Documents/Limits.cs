namespace QboSync.Documents;

/// <summary>Most lines and longest texts (characters) that QuickBooks takes.</summary>
public static class Limits
{
    /// <summary>Most lines of a document with sales tax.</summary>
    public const int TaxedLines = 750;

    /// <summary>Most lines of a document.</summary>
    public const int Lines = 10_000;

    /// <summary><c>DocNumber</c>.</summary>
    public const int DocNumber = 21;

    /// <summary><c>PaymentRefNum</c>.</summary>
    public const int PaymentRefNum = 21;

    /// <summary><c>PrivateNote</c>.</summary>
    public const int PrivateNote = 4000;

    /// <summary><c>CustomerMemo</c>.</summary>
    public const int CustomerMemo = 1000;

    /// <summary>A line's or an item's <c>Description</c>.</summary>
    public const int Description = 4000;

    /// <summary>Names of items, people and companies. A DisplayName may be longer in the API, but not on QuickBooks' own pages.</summary>
    public const int Name = 100;

    /// <summary>An item's <c>Sku</c>.</summary>
    public const int Sku = 100;

    /// <summary>E-mail addresses.</summary>
    public const int Email = 100;

    /// <summary>Telephone numbers.</summary>
    public const int Phone = 30;

    /// <summary>A line of an address.</summary>
    public const int AddressLine = 500;

    /// <summary>City and state.</summary>
    public const int City = 255;

    /// <summary>Postcode.</summary>
    public const int Postcode = 30;
}
