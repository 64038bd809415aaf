using QboSync.Company;

namespace QboSync.Mapping.Choosing;

/// <summary>What a company offers to choose from, and what its own settings say. Only what is active.</summary>
public sealed record CompanyLists
{
    /// <summary>What booking knows of it: accounts, tax codes, classes and locations.</summary>
    public required CompanyFacts Facts { get; init; }

    /// <summary>The company's own settings.</summary>
    public required CompanySetup Setup { get; init; }

    /// <summary>How customers pay.</summary>
    public IReadOnlyList<NamedEntry> PaymentMethods { get; init; } = [];

    /// <summary>Tax codes that may stand on a sale.</summary>
    public IReadOnlyList<TaxCode> TaxCodes => Facts.TaxCodes ?? [];

    /// <summary>Classes.</summary>
    public IReadOnlyList<NamedEntry> Classes => [.. (Facts.Classes ?? []).Select(NamedEntry.Of)];

    /// <summary>Locations (Departments).</summary>
    public IReadOnlyList<NamedEntry> Locations => [.. (Facts.Locations ?? []).Select(NamedEntry.Of)];

    /// <summary>Currencies that documents may be in, ISO 4217, the home currency first.</summary>
    public IReadOnlyList<string> Currencies { get; init; } = [];

    /// <summary>How many items there are.</summary>
    public long Items { get; init; }

    /// <summary>When they were read.</summary>
    public DateTimeOffset ReadAt { get; init; }
}
