using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using QboSync.Storage;
using QboSync.Talking;

namespace QboSync.Verifying;

/// <summary>Reads whose document it is from the head of its PrivateNote; the other way round than <see cref="Documents.Marker"/>, which writes it.</summary>
public sealed partial record MarkerText(string OrderId, string StoreId, DocumentKind Kind, string SourceId)
{
    /// <summary>Null where it carries no marker of ours.</summary>
    public static MarkerText? On(JsonObject document)
    {
        if (document.Text("PrivateNote") is not { } note || Pattern().Match(note) is not { Success: true } match) return null;
        return Enum.TryParse<DocumentKind>(match.Groups["kind"].Value, out var kind)
            ? new MarkerText(match.Groups["order"].Value, match.Groups["store"].Value, kind, match.Groups["source"].Value)
            : null;
    }

    [GeneratedRegex(@"^WooCommerce order (?<order>\S+) \| (?<store>[^|]+) \| (?<kind>[A-Za-z]+) (?<source>\S+)(?=\s|$)")]
    private static partial Regex Pattern();
}
