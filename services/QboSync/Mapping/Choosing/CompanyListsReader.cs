using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using QboSync.Company;
using QboSync.Talking;
using Syncing.Working;

namespace QboSync.Mapping.Choosing;

/// <summary>The lists of companies, read once and kept for <see cref="KeepFor"/>: reads are what Intuit meters.</summary>
public sealed class CompanyListsReader(TimeProvider clock)
{
    /// <summary>How long lists are used again.</summary>
    public static readonly TimeSpan KeepFor = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, CompanyLists> _kept = new();

    /// <summary>The lists of a company, kept or new.</summary>
    /// <exception cref="FaultException">They cannot be read.</exception>
    public async Task<CompanyLists> OfAsync(QuickBooksCompany company, CancellationToken cancel) =>
        _kept.TryGetValue(company.Realm, out var kept) && kept.ReadAt + KeepFor > clock.GetUtcNow() ? kept : await ReadAsync(company, cancel);

    /// <summary>The lists as they are now.</summary>
    /// <exception cref="FaultException">They cannot be read.</exception>
    public async Task<CompanyLists> ReadAsync(QuickBooksCompany company, CancellationToken cancel)
    {
        var preferences = await company.PreferencesAsync(cancel);
        var info = await company.ReadAsync("CompanyInfo", company.Realm, cancel);
        var facts = CompanyFacts.Read(preferences, info, await company.QueryAsync("Account", null, cancel)) with
        {
            TaxCodes = TaxCodeReading.Read(await company.QueryAsync("TaxCode", null, cancel), await company.QueryAsync("TaxRate", null, cancel)),
            Classes = [.. (await WherePlanAllowsAsync(company, "Class", cancel)).Select(Entry)],
            Locations = [.. (await WherePlanAllowsAsync(company, "Department", cancel)).Select(Entry)],
        };
        var lists = new CompanyLists
        {
            Facts = facts,
            Setup = CompanySetup.Read(preferences, info),
            PaymentMethods = [.. (await company.QueryAsync("PaymentMethod", null, cancel)).Select(row => NamedEntry.Of(Entry(row)))],
            Currencies = [.. ((string?[])[facts.HomeCurrency]).Concat(facts.MultiCurrency ? (await WherePlanAllowsAsync(company, "CompanyCurrency", cancel)).Select(currency => currency.Text("Code")) : [])
                .OfType<string>().Distinct()],
            Items = await company.CountAsync("Item", null, cancel),
            ReadAt = clock.GetUtcNow(),
        };
        return _kept[company.Realm] = lists;
    }

    // A plan without classes, locations or currencies refuses the question.
    private static async Task<IReadOnlyList<JsonObject>> WherePlanAllowsAsync(QuickBooksCompany company, string entity, CancellationToken cancel)
    {
        try
        {
            return await company.QueryAsync(entity, null, cancel);
        }
        catch (RefusedException)
        {
            return [];
        }
    }

    private static CompanyEntry Entry(JsonObject row) => new(row.Id(), row.Text("Name") ?? "", row.Text("FullyQualifiedName") ?? "");
}
