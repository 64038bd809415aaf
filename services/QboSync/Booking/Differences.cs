using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using QboSync.Talking;

namespace QboSync.Booking;

/// <summary>What differs between a document as it stands in QuickBooks and as the order would have it, in words and without personal data.</summary>
public static class Differences
{
    private static readonly Dictionary<string, string> Names = new()
    {
        ["TxnDate"] = "date", ["CustomerRef"] = "customer", ["CurrencyRef"] = "currency", ["Line"] = "lines", ["TxnTaxDetail"] = "sales tax",
        ["BillEmail"] = "e-mail address", ["BillAddr"] = "billing address", ["ShipAddr"] = "shipping address", ["CustomerMemo"] = "message to the customer",
        ["PaymentMethodRef"] = "payment method", ["DepositToAccountRef"] = "deposit account", ["PaymentRefNum"] = "transaction id",
        ["ClassRef"] = "class", ["DepartmentRef"] = "location", ["ExchangeRate"] = "exchange rate", ["AccountRef"] = "account", ["EntityRef"] = "vendor",
    };

    /// <summary>The differing fields in words; empty where QuickBooks holds all that is wanted.</summary>
    /// <param name="stands">As QuickBooks holds it.</param>
    /// <param name="wanted">As mapped from the order.</param>
    public static IReadOnlyList<string> Of(JsonObject stands, JsonObject wanted)
    {
        var names = new List<string>();
        foreach (var (field, value) in wanted)
        {
            if (field is "PrivateNote" or "TotalAmt" or "GlobalTaxCalculation" || Holds(field, stands[field], value)) continue;
            names.Add(field == "TxnDate" ? $"date ({stands.Text(field)}, now {wanted.Text(field)})" : Names.GetValueOrDefault(field, field));
        }
        return names;
    }

    /// <summary>Both sums and the differing fields as a sentence.</summary>
    public static string Words(JsonObject stands, JsonObject wanted, decimal total)
    {
        var sums = stands.Amount("TotalAmt") is { } booked && booked != total
            ? string.Create(CultureInfo.InvariantCulture, $"WooCommerce says {total:0.00}, QuickBooks holds {booked:0.00}")
            : string.Create(CultureInfo.InvariantCulture, $"the total is the same ({total:0.00})");
        return Of(stands, wanted) is { Count: > 0 } names ? $"{sums}; different: {string.Join(", ", names)}" : sums;
    }

    private static bool Holds(string field, JsonNode? stands, JsonNode? wanted) => field switch
    {
        // QuickBooks spreads tax over rates and codes of its own, and adds a line with the sum of the others.
        "TxnTaxDetail" => Money((stands as JsonObject)?["TotalTax"]) == Money((wanted as JsonObject)?["TotalTax"]),
        "Line" => Lines(stands).SequenceEqual(Lines(wanted)),
        _ => Holds(stands, wanted),
    };

    // QuickBooks answers countries in other codes than it was given.
    private static bool Holds(JsonNode? stands, JsonNode? wanted) => wanted is JsonObject fields
        ? stands is JsonObject own && fields.All(field => field.Key == "Country" || Holds(own[field.Key], field.Value))
        : Text(stands) == Text(wanted);

    private static IEnumerable<string> Lines(JsonNode? lines) => (lines as JsonArray ?? []).OfType<JsonObject>()
        .Where(line => line.Text("DetailType") != "SubTotalLineDetail")
        .Select(line => string.Join('|', Text(line["Amount"]), line.Text("Description"), line.Text("SalesItemLineDetail", "ItemRef", "value"),
            Text((line["SalesItemLineDetail"] as JsonObject)?["Qty"]), line.Text("AccountBasedExpenseLineDetail", "AccountRef", "value"), Links(line)));

    private static string Links(JsonObject line) => string.Join(',', (line["LinkedTxn"] as JsonArray ?? []).OfType<JsonObject>().Select(link => link.Text("TxnId")));

    private static string Money(JsonNode? node) => Text(node) ?? "0";

    private static string? Text(JsonNode? node) => node?.GetValueKind() switch
    {
        null or JsonValueKind.Null => null,
        JsonValueKind.Number => decimal.Parse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture).ToString("0.#######", CultureInfo.InvariantCulture),
        JsonValueKind.String => node.GetValue<string>(),
        _ => node.ToJsonString(),
    };
}
