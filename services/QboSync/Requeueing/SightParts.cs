using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using QboSync.Talking;

namespace QboSync.Requeueing;

/// <summary>
/// The parts of a company that mend causes when they change, each as a hash over what matters of it: an account's balance moves with every
/// booking and mends nothing.
/// </summary>
public static class SightParts
{
    /// <summary>Which cause the change of a part mends.</summary>
    public static readonly IReadOnlyDictionary<string, Cause> Mends = new Dictionary<string, Cause>
    {
        ["close_date"] = Cause.PeriodOpened, ["plan"] = Cause.PlanChanged, ["preferences"] = Cause.CompanyChanged,
        ["Account"] = Cause.CompanyChanged, ["TaxCode"] = Cause.CompanyChanged, ["PaymentMethod"] = Cause.CompanyChanged,
    };

    /// <summary>The lists among the parts.</summary>
    public static readonly IReadOnlyList<string> Lists = ["Account", "TaxCode", "PaymentMethod"];

    private static readonly string[] Volatile = ["MetaData", "SyncToken", "sparse", "domain", "CurrentBalance", "CurrentBalanceWithSubAccounts"];

    /// <summary>The day up to which the books are closed; empty where they are open.</summary>
    public static string CloseDate(JsonObject preferences) => Hash(preferences.Text("AccountingInfoPrefs", "BookCloseDate") ?? "");

    /// <summary>All other preferences.</summary>
    public static string Preferences(JsonObject preferences)
    {
        var rest = (JsonObject)preferences.DeepClone();
        (rest["AccountingInfoPrefs"] as JsonObject)?.Remove("BookCloseDate");
        return Hash(Stable(rest));
    }

    /// <summary>Plan and subscription, as the company's info names them.</summary>
    public static string Plan(JsonObject companyInfo) => Hash(string.Join('\n', (companyInfo["NameValue"] as JsonArray ?? []).OfType<JsonObject>()
        .Select(pair => $"{pair.Text("Name")}={pair.Text("Value")}").Order(StringComparer.Ordinal)));

    /// <summary>The rows of a list, in whatever order they came.</summary>
    public static string List(IEnumerable<JsonObject> rows) => Hash(string.Join('\n', rows.Select(Stable).Order(StringComparer.Ordinal)));

    private static string Stable(JsonNode? node) => node switch
    {
        JsonObject entity => $"{{{string.Join(',', entity.Where(field => !Volatile.Contains(field.Key)).OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}:{Stable(field.Value)}"))}}}",
        JsonArray list => $"[{string.Join(',', list.Select(Stable))}]",
        null => "null",
        _ => node.ToJsonString(),
    };

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
}
