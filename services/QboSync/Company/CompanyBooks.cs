using QboSync.Mapping;
using QboSync.Reserving;
using QboSync.Talking;

namespace QboSync.Company;

/// <summary>A company's books, open: where to write, what the company is like, and how it wants its books kept.</summary>
/// <param name="Company">Where to.</param>
/// <param name="Facts">What the company is like.</param>
/// <param name="Mapping">How it wants its books kept.</param>
public sealed record CompanyBooks(QuickBooksCompany Company, CompanyFacts Facts, BookMapping Mapping)
{
    /// <summary>Whose books they are; null where it does not matter.</summary>
    public string? TenantId { get; init; }

    /// <summary>First day that is booked, in the shop's zone, <c>yyyy-MM-dd</c>; null for all.</summary>
    public string? StartDate { get; init; }

    /// <summary>Set for a preview: customers and items are looked for and never made; what would be made is collected in it.</summary>
    public EntryLook? Look { get; init; } = Company?.Rehearsal?.Look;

    /// <summary>The company's <c>realm_id</c>.</summary>
    public string Realm => Company.Realm;
}
