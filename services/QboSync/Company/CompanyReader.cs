using System.Collections.Concurrent;
using QboSync.Talking;

namespace QboSync.Company;

/// <summary>Facts of companies, read once and kept for <see cref="KeepFor"/>: reads are what Intuit meters.</summary>
public sealed class CompanyReader(TimeProvider clock)
{
    /// <summary>How long facts are used again.</summary>
    public static readonly TimeSpan KeepFor = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, (CompanyFacts Facts, DateTimeOffset Until)> _kept = new();
    private readonly SemaphoreSlim _reading = new(1, 1);

    /// <summary>The facts of a company.</summary>
    /// <exception cref="FaultException">They cannot be read.</exception>
    public async Task<CompanyFacts> FactsAsync(QuickBooksCompany company, CancellationToken cancel)
    {
        if (Kept(company.Realm) is { } known) return known;
        await _reading.WaitAsync(cancel); // many orders at once want them: one reads
        try
        {
            if (Kept(company.Realm) is { } others) return others;
            var facts = CompanyFacts.Read(
                await company.PreferencesAsync(cancel),
                await company.ReadAsync("CompanyInfo", company.Realm, cancel),
                await company.QueryAsync("Account", null, cancel));
            _kept[company.Realm] = (facts, clock.GetUtcNow() + KeepFor);
            return facts;
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>Forgets a company's facts: something that was needed was not among them, and may be added at any moment.</summary>
    public void Forget(string realm) => _kept.TryRemove(realm, out _);

    private CompanyFacts? Kept(string realm) => _kept.TryGetValue(realm, out var kept) && kept.Until > clock.GetUtcNow() ? kept.Facts : null;
}
