using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using QboSync.Documents;
using Woo.Shapes;

namespace QboSync.Mapping.Fields;

/// <summary>What the values of a mapping must be, as far as no company need be asked. The shape is right already.</summary>
internal static partial class MappingRules
{
    /// <summary>Longest prefix: what is left of QuickBooks' 21 characters must hold an order id.</summary>
    public const int LongestPrefix = 9;

    private static readonly string[] ItemTypes = ["NonInventory", "Service", "Inventory"];

    private static readonly (string[] Pattern, Func<JsonNode, string?> Check)[] ByPattern =
    [
        (["orders", "rounding_cents"], node => node.GetValue<int>() is >= 0 and <= 100 ? null : "must be 0 to 100"),
        (["orders", "doc_number_prefix"], node => Prefix(node.GetValue<string>())),
        (["stores", "*", "doc_number_prefix"], node => Prefix(node.GetValue<string>())),
        (["customers", "guest_name"], node => EntryName(node.GetValue<string>())),
        (["products", "item_type"], node => ItemTypes.Contains(node.GetValue<string>()) ? null : $"must be one of {string.Join(", ", ItemTypes)}"),
        (["products", "inventory_start"], node => IsDay(node.GetValue<string>()) ? null : "must be a day such as 2026-01-31"),
    ];

    /// <summary>What is wrong with the values that stand in the mapping.</summary>
    public static IReadOnlyList<FieldError> Errors(JsonObject mapping) =>
        [.. MappingLeaf.Of(mapping).Where(leaf => leaf.Value is not null).Select(leaf => (leaf.Path, Why: Error(leaf))).Concat(StatusErrors(mapping))
            .Where(error => error.Why is not null).Select(error => new FieldError(error.Path, error.Why!))];

    private static string? Error(MappingLeaf leaf)
    {
        if (leaf.Text is { } text && string.IsNullOrWhiteSpace(text) && leaf.Segments[^1] != "doc_number_prefix") return "is empty; null takes back what was set";
        return ByPattern.Where(rule => MappingPath.Matches(leaf.Segments, rule.Pattern)).Select(rule => rule.Check(leaf.Value!)).FirstOrDefault(why => why is not null);
    }

    private static IEnumerable<(string Path, string? Why)> StatusErrors(JsonObject mapping) =>
        (MappingLeaf.At(mapping, ["orders", "statuses"]) as JsonObject ?? [])
            .Where(status => status.Value is not null)
            .Select(status => (MappingPath.Of(["orders", "statuses", status.Key]), Status(status.Key)));

    private static string? Status(string status)
    {
        if (status.StartsWith("wc-", StringComparison.OrdinalIgnoreCase)) return $"write the status without wc-: {status[3..]}";
        if (!StatusName().IsMatch(status)) return "is no status of WooCommerce: they are written in small letters, such as on-hold";
        return WooStatus.IsDraft(status) || status == WooStatus.Trash ? "drafts and what lies in the trash are never booked" : null;
    }

    private static string? Prefix(string prefix)
    {
        if (prefix.Length > LongestPrefix) return $"must be at most {LongestPrefix} characters: document numbers have {Limits.DocNumber}";
        return prefix.Any(c => c is < ' ' or > '~') || prefix.Trim() != prefix ? "must be letters, digits and signs without blanks at its ends" : null;
    }

    private static string? EntryName(string name)
    {
        if (name.Length > Limits.Name) return $"must be at most {Limits.Name} characters";
        return name.Any(c => c is ':' or '\t' or '\n' or '\r') ? "must not hold a colon, tab or line break: QuickBooks takes none in names" : null;
    }

    private static bool IsDay(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    [GeneratedRegex(@"^[a-z0-9_-]+\z")]
    private static partial Regex StatusName();
}
