using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using QboSync.Documents;
using QboSync.Talking;

namespace QboSync.Reserving;

/// <summary>
/// A customer or an item without what QuickBooks refused in it: characters (2040), length (2050), an e-mail address (2210). What is left is
/// worth one more try; a wrong address of mail or an odd sign in a name is no reason to hold an order.
/// </summary>
public static partial class Sanitising
{
    private const string EmailField = "PrimaryEmailAddr";

    // As QuickBooks' own pages take them, in any script.
    private const string Punctuation = ",.?@&!#'~* _-;+()/";

    // What longer texts are cut to where QuickBooks does not say its limit.
    private const int ShortText = 25;

    /// <summary>The body to send instead; null where these errors are not about texts, or nothing could be taken away.</summary>
    public static JsonObject? Of(JsonObject body, IReadOnlyList<QuickBooksError> errors)
    {
        var clean = (JsonObject)body.DeepClone();
        foreach (var error in errors)
        {
            switch (error.Code)
            {
                case "2210": clean.Remove(EmailField); break;
                case "2040": Change(clean, error, Plain); break;
                case "2050": Change(clean, error, text => PlainText.Cut(text, Longest(error, text))); break;
            }
        }
        return JsonNode.DeepEquals(clean, body) ? null : clean;
    }

    /// <summary>Letters, marks and digits of any script, and the punctuation that QuickBooks' pages take; anything else is a blank.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            plain.Append(Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
                || (rune.IsAscii && Punctuation.Contains((char)rune.Value)) ? rune.ToString() : " ");
        return Blanks().Replace(plain.ToString(), " ").Trim();
    }

    private static void Change(JsonObject body, QuickBooksError error, Func<string, string> change)
    {
        // The element is said as a path, or not at all; then every text may be meant.
        var field = error.Element?.Split('.')[^1];
        if (field is null || !Walk(body, field, change)) Walk(body, null, change);
    }

    private static bool Walk(JsonObject entity, string? field, Func<string, string> change)
    {
        var found = false;
        foreach (var (name, value) in entity.ToList())
        {
            if (value is JsonObject nested)
            {
                // An id or an address of mail is not a text to be mended.
                if (!name.EndsWith("Ref", StringComparison.Ordinal) && name != EmailField) found |= Walk(nested, field is null || Is(name, field) ? null : field, change);
                continue;
            }
            if (value?.GetValueKind() != JsonValueKind.String || name is "Type" or "InvStartDate" || (field is null ? name == "Sku" : !Is(name, field))) continue; // a SKU is changed only where it is meant
            found = true;
            var text = change(value.GetValue<string>());
            if (text.Length > 0) entity[name] = text;
            else if (name is "DisplayName" or "Name") entity[name] = "WooCommerce";
            else entity.Remove(name);
        }
        return found;
    }

    private static bool Is(string name, string field) => string.Equals(name, field, StringComparison.OrdinalIgnoreCase);

    private static int Longest(QuickBooksError error, string text)
    {
        if (Max().Match(error.Detail) is { Success: true } match && int.TryParse(match.Groups[1].Value, CultureInfo.InvariantCulture, out var max) && max > 0) return max;
        return error.Element is null ? Math.Max(ShortText, text.Length / 2) : text.Length / 2;
    }

    [GeneratedRegex(@"max\D{0,20}(\d+)", RegexOptions.IgnoreCase)]
    private static partial Regex Max();

    [GeneratedRegex(" {2,}")]
    private static partial Regex Blanks();
}
