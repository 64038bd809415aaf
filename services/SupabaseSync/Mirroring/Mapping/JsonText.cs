using System.Text;

namespace SupabaseSync.Mirroring.Mapping;

/// <summary>
/// Makes JSON text fit for PostgreSQL: <c>\u0000</c> is refused by <c>text</c> and <c>jsonb</c> (22P05), half a surrogate pair by
/// PostgREST (PGRST102). Product names and notes of real shops hold both.
/// </summary>
public static class JsonText
{
    /// <summary>The same JSON without escaped NULs, and with U+FFFD where a surrogate stands alone. Returns its argument where nothing is wrong.</summary>
    public static string Clean(string json)
    {
        StringBuilder? cleaned = null;
        var copied = 0;
        for (var at = 0; at < json.Length;)
        {
            var (length, replacement) = Look(json, at);
            if (replacement is not null)
            {
                cleaned ??= new StringBuilder(json.Length);
                cleaned.Append(json, copied, at - copied).Append(replacement);
                copied = at + length;
            }
            at += length;
        }
        return cleaned is null ? json : cleaned.Append(json, copied, json.Length - copied).ToString();
    }

    /// <summary>How long the next piece is, and what to write instead of it; null where it is fine.</summary>
    private static (int Length, string? Replacement) Look(string json, int at)
    {
        if (json[at] == '\\')
        {
            if (Escaped(json, at) is not { } unit) return (Math.Min(2, json.Length - at), null);
            if (unit == '\0') return (6, "");
            if (char.IsHighSurrogate(unit) && Escaped(json, at + 6) is { } next && char.IsLowSurrogate(next)) return (12, null);
            return (6, char.IsSurrogate(unit) ? "\\ufffd" : null);
        }
        if (!char.IsSurrogate(json[at])) return (1, null);
        return at + 1 < json.Length && char.IsSurrogatePair(json[at], json[at + 1]) ? (2, null) : (1, "\ufffd");
    }

    private static char? Escaped(string json, int at) =>
        at + 6 <= json.Length && json[at] == '\\' && json[at + 1] == 'u'
        && ushort.TryParse(json.AsSpan(at + 2, 4), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var unit) ? (char)unit : null;
}
