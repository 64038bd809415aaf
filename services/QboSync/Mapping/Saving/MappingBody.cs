using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using QboSync.Mapping.Fields;

namespace QboSync.Mapping.Saving;

/// <summary>The body of a request that saves a mapping, and the version that it was made from.</summary>
/// <param name="Mapping">The fields.</param>
/// <param name="Version">From the field <c>version</c> or the header <c>If-Match</c>; null where neither says one.</param>
internal sealed record MappingBody(JsonObject Mapping, int? Version)
{
    private const int Largest = 1_000_000;
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads it; the second part says what is wrong where it cannot be read.</summary>
    public static async Task<(MappingBody? Body, FieldError? Error)> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        JsonObject fields;
        try
        {
            using var reader = new StreamReader(request.Body, Encoding.UTF8);
            var buffer = new char[Largest + 1];
            var length = await reader.ReadBlockAsync(buffer.AsMemory(), cancel);
            if (length > Largest) return (null, new FieldError("body", $"is longer than {Largest} characters"));
            if (JsonNode.Parse(new string(buffer, 0, length), documentOptions: Strict) is not JsonObject read) return (null, new FieldError("body", "must be a JSON object"));
            fields = read;
        }
        catch (JsonException e)
        {
            return (null, new FieldError("body", $"is not JSON: {e.Message}"));
        }
        int? version = null;
        if (fields.TryGetPropertyValue("version", out var own))
        {
            fields.Remove("version");
            if (own is not JsonValue number || !number.TryGetValue<int>(out var value)) return (null, new FieldError("version", "must be a whole number, as GET shows it"));
            version = value;
        }
        if (request.Headers.IfMatch.ToString() is not { Length: > 0 } match || match == "*") return (new MappingBody(fields, version), null);
        if (!int.TryParse(match.Replace("W/", "").Trim().Trim('"'), out var tag)) return (null, new FieldError("If-Match", "must be the ETag that GET answered, such as \"3\""));
        return version is not null && version != tag
            ? (null, new FieldError("version", $"is {version}, but If-Match says {tag}"))
            : (new MappingBody(fields, tag), null);
    }
}
