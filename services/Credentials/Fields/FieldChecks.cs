using System.Globalization;
using System.Text.RegularExpressions;

namespace Credentials.Fields;

/// <summary>What a field's text must look like. The answers never repeat the text: it may be a secret.</summary>
internal static partial class FieldChecks
{
    public static string? Url(string text)
    {
        if (text.Length > Limits.Url) return $"is longer than {Limits.Url} characters";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.Host.Length == 0)
            return "must be an absolute address such as https://shop.example";
        if (url.UserInfo.Length > 0) return "must not hold a user name or password";
        return url.Query.Length > 0 || url.Fragment.Length > 0 ? "must not hold a query (?) or fragment (#)" : null;
    }

    /// <summary>Without the slash at the end, and without API paths that people paste along.</summary>
    public static string TidyUrl(string text, params ReadOnlySpan<string> pasted)
    {
        var url = text.TrimEnd('/');
        foreach (var path in pasted)
            if (url.EndsWith(path, StringComparison.OrdinalIgnoreCase)) url = url[..^path.Length].TrimEnd('/');
        return url;
    }

    public static string? WooKey(string text, string prefix)
    {
        if (prefix == "ck_" && text.StartsWith("cs_", StringComparison.Ordinal)) return "begins with cs_: that is the consumer secret";
        if (prefix == "cs_" && text.StartsWith("ck_", StringComparison.Ordinal)) return "begins with ck_: that is the consumer key";
        return text.Length <= Limits.Secret && text.StartsWith(prefix, StringComparison.Ordinal) && KeyCharacters().IsMatch(text)
            ? null : $"must be a key as WooCommerce makes it: {prefix} followed by letters and digits";
    }

    public static string? WebhookSecret(string text)
    {
        if (text.Length > Limits.Secret) return $"is longer than {Limits.Secret} characters";
        // WordPress trims what is entered in its form: the shop would sign with another secret than the one here.
        if (text.Trim() != text) return "begins or ends with white space, which WooCommerce cuts off";
        return text.Any(char.IsControl) ? "holds control characters" : null;
    }

    /// <summary>Goes into an HTTP header or a form as it is.</summary>
    public static string? Token(string text) =>
        text.Length > Limits.Secret ? $"is longer than {Limits.Secret} characters"
        : text.All(c => c is > ' ' and < '\x7f') ? null : "holds white space or characters that no key has; was it pasted whole?";

    public static string? Realm(string text) =>
        text.Length <= 40 && text.All(char.IsAsciiDigit) ? null : "must be the digits of the QuickBooks company id";

    public static string? Date(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? null : "must be a day such as 2024-01-31";

    public static string? Instant(string text) =>
        ToInstant(text) is null ? "must be a time with zone such as 2024-01-31T12:00:00Z" : null;

    public static DateTimeOffset? ToInstant(string text) =>
        HasZone().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var instant) ? instant.ToUniversalTime() : null;

    [GeneratedRegex(@"^c[ks]_[A-Za-z0-9_-]+\z")]
    private static partial Regex KeyCharacters();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)\z")]
    private static partial Regex HasZone();
}
