using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace SupabaseSync.Conflicts;

/// <summary>What somebody did to a row, as the list of conflicts keeps it.</summary>
/// <param name="Differences">Where the row differs; none where it is gone.</param>
/// <param name="After">Which of our writes it came after; only needed where nothing is left that says when it was done.</param>
public sealed record Edit(IReadOnlyList<RowDifference> Differences, long After)
{
    private static readonly System.Text.Json.JsonSerializerOptions Writing = new() { MaxDepth = 600, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The row is gone.</summary>
    public bool IsGone => Differences.Count == 0;

    /// <summary>Nothing that anybody but the shop could decide.</summary>
    public bool IsShops => !IsGone && Differences.All(difference => difference.IsShops);

    /// <summary>When it was done, as far as the row tells.</summary>
    public DateTimeOffset? At => Differences.Max(difference => difference.At);

    /// <summary>Whether only the number of our last write tells it from another one of the same kind.</summary>
    public static bool NeedsAfter(IReadOnlyList<RowDifference> differences) => differences.Count == 0 || differences.Any(difference => difference.At is null);

    /// <summary>The same for the same edit, found again; another one for the same change made once more.</summary>
    public string Fingerprint()
    {
        var text = new StringBuilder(After.ToString(CultureInfo.InvariantCulture));
        foreach (var difference in Differences)
            text.Append('\n').Append(difference.Path).Append('\t').Append(difference.At?.UtcTicks).Append('\t').Append(difference.Standing?.GetRawText());
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>For the list: what stood, whole, what is needed to keep it, and its fingerprint.</summary>
    public string Standing()
    {
        var standing = new JsonObject();
        foreach (var difference in Differences) standing[difference.Path] = Node(difference.Standing);
        return new JsonObject
        {
            ["seen"] = Fingerprint(), ["after"] = After, ["edited_at"] = At, ["kept"] = KeptColumns.Add(null, Differences),
            ["left"] = IsGone || Differences.Any(difference => difference.Path == "deleted_at"), ["standing"] = standing,
        }.ToJsonString(Writing);
    }

    private static JsonNode? Node(System.Text.Json.JsonElement? value) => value is { ValueKind: not System.Text.Json.JsonValueKind.Undefined } known ? JsonNode.Parse(known.GetRawText(), documentOptions: new() { MaxDepth = 600 }) : null;
}
