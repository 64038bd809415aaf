using System.Collections.Concurrent;
using System.Text.Json;
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
        var facts = CompanyFacts.Read(preferences, info, await company.QueryAsync("Account", null, cancel));
        var rates = (await company.QueryAsync("TaxRate", null, cancel)).ToDictionary(rate => rate.Id(), rate => rate.Amount("RateValue"));
        var lists = new CompanyLists
        {
            Facts = facts,
            Setup = CompanySetup.Read(preferences, info),
            PaymentMethods = [.. (await company.QueryAsync("PaymentMethod", null, cancel)).Select(Named)],
            TaxCodes = [.. (await company.QueryAsync("TaxCode", null, cancel)).Where(IsActive).Select(code => TaxCode(code, rates))],
            Classes = [.. (await WherePlanAllowsAsync(company, "Class", cancel)).Select(Named)],
            Locations = [.. (await WherePlanAllowsAsync(company, "Department", cancel)).Select(Named)],
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

    private static NamedEntry Named(JsonObject entry) => new(entry.Id(), entry.Text("FullyQualifiedName") ?? entry.Text("Name") ?? "");

    private static bool IsActive(JsonObject entry) => entry["Active"]?.GetValueKind() != JsonValueKind.False;

    private static TaxCodeEntry TaxCode(JsonObject code, Dictionary<string, decimal?> rates) => new(code.Id(), code.Text("Name") ?? "",
        Taxable: code["Taxable"]?.GetValueKind() != JsonValueKind.False,
        [.. ((code["SalesTaxRateList"] as JsonObject)?["TaxRateDetail"] as JsonArray ?? []).OfType<JsonObject>()
            .Select(detail => detail.Ref("TaxRateRef") is { } id ? rates.GetValueOrDefault(id) : null).OfType<decimal>()]);
}
