using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Hosting.Problems;

/// <summary>
/// Says what is wrong with a request that could not be bound to its handler, by the name that stands in the query. The framework tells it only
/// in a sentence about C# parameters; what it says otherwise is passed on.
/// </summary>
internal static partial class BindingFault
{
    public static string Of(BadHttpRequestException bad)
    {
        if (bad.StatusCode == StatusCodes.Status415UnsupportedMediaType) return "The body must be JSON, with the header Content-Type: application/json";
        if (Unreadable().Match(bad.Message) is { Success: true } unreadable) return $"{Name(unreadable)}: {Wanted(unreadable.Groups["type"].Value)}";
        if (NoBody().IsMatch(bad.Message)) return "The body is missing";
        if (Missing().Match(bad.Message) is { Success: true } missing) return $"{Name(missing)}: is missing";
        return bad.Message;
    }

    private static string Name(Match match) => JsonNamingPolicy.SnakeCaseLower.ConvertName(match.Groups["name"].Value);

    private static string Wanted(string type) => type.Replace("Nullable<", "").TrimEnd('>') switch
    {
        "int" or "long" or "short" or "Int32" or "Int64" => "must be a whole number",
        "DateTimeOffset" or "DateTime" => "must be a date such as 2026-11-22T10:00:00Z",
        "DateOnly" => "must be a day such as 2026-11-22",
        "bool" or "Boolean" => "must be true or false",
        "decimal" or "Decimal" => "must be a number",
        "Guid" => "must be an id such as 0f8fad5b-d9cb-469f-a165-70867728950e",
        _ => "cannot be read",
    };

    [GeneratedRegex("^Failed to bind parameter \"(?<type>\\S+) (?<name>\\w+)\" from ")]
    private static partial Regex Unreadable();

    [GeneratedRegex("but no body was provided|was not provided from body")]
    private static partial Regex NoBody();

    [GeneratedRegex("^Required parameter \"(?<type>\\S+) (?<name>\\w+)\" was not provided")]
    private static partial Regex Missing();
}
