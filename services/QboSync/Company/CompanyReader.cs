using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using QboSync.Mapping;
using QboSync.Talking;

namespace QboSync.Company;

/// <summary>
/// Facts of companies, read once and kept for <see cref="KeepFor"/>: reads are what Intuit meters. Lists that only some companies need (tax
/// codes, classes, locations) are read when the first document needs them.
/// </summary>
public sealed class CompanyReader(TimeProvider clock)
{
    /// <summary>How long facts are used again.</summary>
    public static readonly TimeSpan KeepFor = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, (CompanyFacts Facts, DateTimeOffset Until)> _kept = new();
    private readonly SemaphoreSlim _reading = new(1, 1);

    /// <summary>The facts of a company that every record needs.</summary>
    /// <exception cref="FaultException">They cannot be read.</exception>
    public Task<CompanyFacts> FactsAsync(QuickBooksCompany company, CancellationToken cancel) => FactsAsync(company, new Lists(false, false, false), cancel);

    /// <summary>The facts of a company that its documents need under a mapping: tax codes, classes and locations too where they are used.</summary>
    /// <exception cref="FaultException">They cannot be read.</exception>
    public Task<CompanyFacts> FactsAsync(QuickBooksCompany company, BookMapping mapping, CancellationToken cancel) => FactsAsync(company,
        new Lists(true, mapping.Stores.Values.Any(store => store.Class is not null), mapping.Stores.Values.Any(store => store.Location is not null)), cancel);

    /// <summary>Forgets a company's facts: something that was needed was not among them, and may be added at any moment.</summary>
    public void Forget(string realm) => _kept.TryRemove(realm, out _);

    private async Task<CompanyFacts> FactsAsync(QuickBooksCompany company, Lists wanted, CancellationToken cancel)
    {
        if (Kept(company.Realm) is { } known && wanted.AreIn(known.Facts)) return known.Facts;
        await _reading.WaitAsync(cancel); // many orders at once want them: one reads
        try
        {
            var (facts, until) = Kept(company.Realm) ?? (await BasicsAsync(company, cancel), clock.GetUtcNow() + KeepFor);
            if (wanted.TaxCodes && Lists.MissesTaxCodes(facts))
                facts = facts with { TaxCodes = TaxCodeReading.Read(await company.QueryAsync("TaxCode", null, cancel), await company.QueryAsync("TaxRate", null, cancel)) };
            if (wanted.Classes) facts = facts with { Classes = facts.Classes ?? await EntriesAsync(company, "Class", cancel) };
            if (wanted.Locations) facts = facts with { Locations = facts.Locations ?? await EntriesAsync(company, "Department", cancel) };
            _kept[company.Realm] = (facts, until);
            return facts;
        }
        finally
        {
            _reading.Release();
        }
    }

    private static async Task<CompanyFacts> BasicsAsync(QuickBooksCompany company, CancellationToken cancel) => CompanyFacts.Read(
        await company.PreferencesAsync(cancel),
        await company.ReadAsync("CompanyInfo", company.Realm, cancel),
        await company.QueryAsync("Account", null, cancel));

    private static async Task<IReadOnlyList<CompanyEntry>> EntriesAsync(QuickBooksCompany company, string entity, CancellationToken cancel)
    {
        static CompanyEntry Entry(JsonObject row) => new(row.Id(), row.Text("Name") ?? "", row.Text("FullyQualifiedName") ?? "");
        return [.. (await company.QueryAsync(entity, null, cancel)).Select(Entry)];
    }

    private (CompanyFacts Facts, DateTimeOffset Until)? Kept(string realm) =>
        _kept.TryGetValue(realm, out var kept) && kept.Until > clock.GetUtcNow() ? kept : null;

    private readonly record struct Lists(bool TaxCodes, bool Classes, bool Locations)
    {
        public static bool MissesTaxCodes(CompanyFacts facts) => facts is { TaxCodes: null, Taxes: TaxKeeping.ByCode or TaxKeeping.ByLine };

        public bool AreIn(CompanyFacts facts) =>
            !(TaxCodes && MissesTaxCodes(facts)) && !(Classes && facts.Classes is null) && !(Locations && facts.Locations is null);
    }
}
