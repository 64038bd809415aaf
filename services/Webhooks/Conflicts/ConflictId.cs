using System.Globalization;

namespace Webhooks.Conflicts;

/// <summary>The id of a conflict: its target and its number there, such as <c>quickbooks-17</c>.</summary>
internal sealed record ConflictId(string Target, long Id)
{
    /// <summary>Reads one; null where it names no target, or no number.</summary>
    public static ConflictId? Read(string text, IReadOnlyList<string> targets)
    {
        var dash = text.LastIndexOf('-');
        return dash > 0 && targets.Contains(text[..dash]) && long.TryParse(text[(dash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? new ConflictId(text[..dash], id)
            : null;
    }
}
