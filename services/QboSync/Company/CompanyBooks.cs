using QboSync.Mapping;
using QboSync.Talking;

namespace QboSync.Company;

/// <summary>A company's books, open: where to write, what the company is like, and how it wants its books kept.</summary>
/// <param name="Company">Where to.</param>
/// <param name="Facts">What the company is like.</param>
/// <param name="Mapping">How it wants its books kept.</param>
public sealed record CompanyBooks(QuickBooksCompany Company, CompanyFacts Facts, BookMapping Mapping)
{
    /// <summary>The company's <c>realm_id</c>.</summary>
    public string Realm => Company.Realm;
}
