namespace QboSync.Company;

/// <summary>How a company keeps sales tax; decides what of a document carries it.</summary>
public enum TaxKeeping
{
    /// <summary>Not at all: QuickBooks ignores the tax of a document, so it becomes a line.</summary>
    None,

    /// <summary>United States, automated: lines are TAX or NON, and the total that is sent is honoured.</summary>
    Automated,

    /// <summary>United States, by hand: lines are TAX or NON, and the document names one code with its rates.</summary>
    ByCode,

    /// <summary>Elsewhere (GST, HST, VAT): every line names one of the company's codes, and the document says that tax comes on top.</summary>
    ByLine,
}
