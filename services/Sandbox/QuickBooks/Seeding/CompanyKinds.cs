using System.Text.Json.Nodes;

namespace Sandbox.QuickBooks.Seeding;

/// <summary>Ready-made companies that control can open by a word, each one a country, a currency and what its owner has set.</summary>
internal static class CompanyKinds
{
    public sealed record Kind(string Country, string Currency, string Preferences = "{}");

    private static readonly Dictionary<string, Kind> Known = new(StringComparer.Ordinal)
    {
        ["us-automated-tax"] = new("US", "USD", """{"TaxPrefs":{"PartnerTaxEnabled":true}}"""),
        ["us-manual-tax"] = new("US", "USD", """{"TaxPrefs":{"PartnerTaxEnabled":false}}"""),
        ["us-no-sales-tax"] = new("US", "USD", """{"TaxPrefs":{"UsingSalesTax":false}}"""),
        ["uk"] = new("GB", "GBP"),
        ["uk-no-vat"] = new("GB", "GBP", """{"TaxPrefs":{"UsingSalesTax":false}}"""),
        ["ie"] = new("IE", "EUR"),
        ["ca"] = new("CA", "CAD"),
        ["au"] = new("AU", "AUD"),
        ["nz"] = new("NZ", "NZD"),
    };

    public static IEnumerable<string> Names => Known.Keys;

    public static Kind? Find(string name) => Known.GetValueOrDefault(name);

    /// <summary>The settings that control writes shorter than as preferences: <c>multicurrency</c> and <c>customTxnNumbers</c>.</summary>
    public static JsonObject Shorthand(JsonObject body)
    {
        var preferences = new JsonObject();
        if (body["multicurrency"] is { } currencies) preferences["CurrencyPrefs"] = new JsonObject { ["MultiCurrencyEnabled"] = currencies.DeepClone() };
        if (body["customTxnNumbers"] is { } numbers) preferences["SalesFormsPrefs"] = new JsonObject { ["CustomTxnNumbers"] = numbers.DeepClone() };
        return preferences;
    }
}
