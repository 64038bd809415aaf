using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using QboSync.Faults;
using Syncing.Working;

namespace QboSync.Talking;

/// <summary>
/// Reads Fault bodies: the Accounting API's (<c>Fault.Error[].code</c>, with any status, 200 included), the gateway's (all lower-case), and
/// XML, which the gateway sends at times whatever was asked for.
/// </summary>
public static partial class FaultBody
{
    private static readonly JsonNodeOptions AnyCase = new() { PropertyNameCaseInsensitive = true };

    /// <summary>The JSON object of an answer, its properties found in any case; null where it is something else.</summary>
    public static JsonObject? Parse(string body)
    {
        try
        {
            return JsonNode.Parse(body, AnyCase) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The errors of an answer; empty where it is no Fault.</summary>
    public static IReadOnlyList<QuickBooksError> Errors(JsonObject answer)
    {
        if (answer["Fault"] is not JsonObject fault) return [];
        if (fault["Error"] is not JsonArray { Count: > 0 } errors) return [new QuickBooksError("", Text(fault["type"]), "")];
        return [.. errors.OfType<JsonObject>().Select(error => new QuickBooksError(
            Text(error["code"]).TrimStart('0'), Text(error["Message"]), Text(error["Detail"]), Text(error["element"]) is { Length: > 0 } element ? element : null))];
    }

    /// <summary>
    /// The refusal that an answer, or an item of a batch's answer, holds; null where it holds none. A SystemFault with a
    /// code that means nothing else says that QuickBooks failed inside: of a write that leaves the outcome unknown.
    /// </summary>
    public static RefusedException? Refusal(JsonObject answer, FaultAct act)
    {
        var errors = Errors(answer);
        if (errors.Count == 0) return null;
        var fault = FaultReading.Read(errors, act);
        var failedInside = string.Equals(Text((answer["Fault"] as JsonObject)?["type"]), "SystemFault", StringComparison.OrdinalIgnoreCase);
        if (failedInside && fault.Kind == FaultKind.Invalid) fault = FaultReading.Read([], act);
        return new RefusedException(fault, errors);
    }

    /// <summary>The errors of a body of any form; empty where it holds none.</summary>
    public static IReadOnlyList<QuickBooksError> Errors(string body)
    {
        if (Parse(body) is { } answer) return Errors(answer);
        return XmlCode().Match(body) is { Success: true } match ? [new QuickBooksError(match.Groups[1].Value.TrimStart('0'), "", "")] : [];
    }

    private static string Text(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.String => node.GetValue<string>(),
        JsonValueKind.Number => node.ToJsonString(),
        _ => "",
    };

    [GeneratedRegex("""<(?:\w+:)?Error\b[^>]*\bcode="(\d+)""", RegexOptions.IgnoreCase)]
    private static partial Regex XmlCode();
}
