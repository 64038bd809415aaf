using System.Text.RegularExpressions;

namespace Hosting.Starting;

/// <summary>
/// A setting whose text is not of its type, in words. The configuration binder tells it only in an exception's sentence; the value is left out,
/// it may be a secret in the wrong place.
/// </summary>
internal static partial class UnreadableSetting
{
    /// <summary>Null where the exception is about something else.</summary>
    public static string? In(Exception exception)
    {
        if (exception is not InvalidOperationException || Sentence().Match(exception.Message) is not { Success: true } found) return null;
        var setting = found.Groups["setting"].Value;
        return $"Setting {setting} (environment: {setting.Replace(":", "__")}) {Wanted(found.Groups["type"].Value)}.";
    }

    private static string Wanted(string type) => type switch
    {
        _ when type.Contains("System.UInt16") => "must be a whole number from 0 to 65535",
        _ when type.Contains("System.Int") => "must be a whole number",
        _ when type.Contains("System.Boolean") => "must be true or false",
        _ when type.Contains("System.TimeSpan") => "must be a time such as 00:00:30",
        _ when type.Contains("System.Decimal") || type.Contains("System.Double") => "must be a number",
        _ => "cannot be read",
    };

    [GeneratedRegex("^Failed to convert configuration value .*at '(?<setting>[^']+)' to type '(?<type>[^']+)'", RegexOptions.Singleline)]
    private static partial Regex Sentence();
}
