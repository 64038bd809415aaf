using System.Text.RegularExpressions;

namespace QboSync.Mapping.Fields;

/// <summary>Paths of fields as they are shown: <c>accounts.income</c>, and <c>tax.codes['GB-VAT 2.5']</c> where a name is no plain word.</summary>
internal static partial class MappingPath
{
    public static string Of(IReadOnlyList<string> segments)
    {
        var path = "";
        foreach (var segment in segments)
            path += Plain().IsMatch(segment) ? (path.Length > 0 ? $".{segment}" : segment) : $"['{segment}']";
        return path;
    }

    /// <summary>The path has this form; <c>*</c> stands for any one name.</summary>
    public static bool Matches(IReadOnlyList<string> segments, IReadOnlyList<string> pattern) =>
        segments.Count == pattern.Count && pattern.Index().All(step => step.Item == "*" || step.Item == segments[step.Index]);

    [GeneratedRegex(@"^[A-Za-z0-9_*%+-]+\z")]
    private static partial Regex Plain();
}
