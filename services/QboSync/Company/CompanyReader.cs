using System.Collections.Concurrent;
using QboSync.Talking;

namespace QboSync.Company;

/// <summary>Facts of companies, read once and kept for <see cref="KeepFor"/>: reads are what Intuit meters.</summary>
public sealed class CompanyReader(TimeProvider clock)
{
    /// <summary>How long facts are used again.</summary>
    public static readonly TimeSpan KeepFor = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, (CompanyFacts Facts, DateTimeOffset Until)> _kept = new();

    /// <summary>The facts of a company.</summary>
    /// <exception cref="FaultException">They cannot be read.</exception>
    public async Task<CompanyFacts> FactsAsync(QuickBooksCompany company, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (_kept.TryGetValue(company.Realm, out var kept) && kept.Until > now) return kept.Facts;
        var facts = CompanyFacts.Read(
            await company.PreferencesAsync(cancel),
            await company.ReadAsync("CompanyInfo", company.Realm, cancel),
            await company.QueryAsync("Account", null, cancel));
        _kept[company.Realm] = (facts, now + KeepFor);
        return facts;
    }

    /// <summary>Forgets a company's facts: something that was needed was not among them, and may be added at any moment.</summary>
    public void Forget(string realm) => _kept.TryRemove(realm, out _);
}
