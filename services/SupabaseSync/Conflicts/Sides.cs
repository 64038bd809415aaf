using System.Text.Json;
using Syncing.Conflicts;

namespace SupabaseSync.Conflicts;

/// <summary>Shows where a row differs, one line per value, as a person reads it. Pure.</summary>
public static class Sides
{
    private const int Most = 60;
    private const int LongestText = 300;

    /// <summary>The sides of differences.</summary>
    public static IReadOnlyList<ConflictSide> Of(IEnumerable<RowDifference> differences)
    {
        var sides = new List<ConflictSide>();
        foreach (var difference in differences) Add(sides, difference.Path, difference.Shop, difference.Standing);
        return sides.Count > Most ? sides[..Most] : sides;
    }

    // Into objects, so that of an address only the city is shown that differs.
    private static void Add(List<ConflictSide> sides, string path, JsonElement? shop, JsonElement? standing)
    {
        if (shop is { ValueKind: JsonValueKind.Object } ours && standing is { ValueKind: JsonValueKind.Object } theirs && !path.EndsWith(']'))
        {
            foreach (var name in ours.EnumerateObject().Concat(theirs.EnumerateObject()).Select(property => property.Name).Distinct())
            {
                JsonElement? one = ours.TryGetProperty(name, out var left) ? left : null, other = theirs.TryGetProperty(name, out var right) ? right : null;
                if (one is null || other is null || !JsonElement.DeepEquals(one.Value, other.Value)) Add(sides, $"{path}.{name}", one, other);
            }
            return;
        }
        sides.Add(new ConflictSide(path, Text(path, shop), Text(path, standing)));
    }

    private static string? Text(string path, JsonElement? value) => value switch
    {
        null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => null,
        { ValueKind: JsonValueKind.String } text => Cut(text.GetString()!),
        { ValueKind: JsonValueKind.Object } part when path.EndsWith(']') => Part(part),
        var other => Cut(other.Value.GetRawText()),
    };

    // A line or refund as a whole.
    private static string Part(JsonElement part)
    {
        if (StandingRow.IsMarked(part)) return "deleted";
        var words = new[] { "kind", "name", "reason", "quantity", "total", "amount" }
            .Where(name => part.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number && value.ToString().Length > 0)
            .Select(name => $"{name} {part.GetProperty(name)}");
        return Cut(string.Join(", ", words));
    }

    private static string Cut(string text) => text.Length > LongestText ? text[..LongestText] + "..." : text;
}
