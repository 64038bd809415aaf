using System.Net;
using System.Text.RegularExpressions;

namespace QboSync.Documents;

/// <summary>WooCommerce's texts as QuickBooks shows them.</summary>
public static partial class PlainText
{
    /// <summary>Without markup, entities decoded, white space and control characters made single blanks.</summary>
    public static string Of(string html) => White().Replace(WebUtility.HtmlDecode(Tag().Replace(html, "")), " ").Trim();

    /// <summary>A name that QuickBooks takes: without <c>:</c>, tab and newline, at most <see cref="Limits.Name"/> characters.</summary>
    public static string Name(string html) => Cut(White().Replace(Of(html).Replace(':', ' '), " ").Trim(), Limits.Name);

    /// <summary>A name with something after it that makes it unique; the name is what gives way.</summary>
    public static string Name(string name, string suffix)
    {
        var tail = Cut($" ({Name(suffix)})", Limits.Name / 2 + 3);
        return Cut(name, Limits.Name - tail.Length) + tail;
    }

    /// <summary>At most <paramref name="length"/> characters, no character cut in half.</summary>
    public static string Cut(string text, int length)
    {
        if (text.Length <= length) return text;
        if (length > 0 && char.IsHighSurrogate(text[length - 1])) length--;
        return text[..length].TrimEnd();
    }

    [GeneratedRegex("</?[a-zA-Z][^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"[\s\p{Cc}]+")]
    private static partial Regex White();
}
