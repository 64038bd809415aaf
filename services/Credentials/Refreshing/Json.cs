using System.Text.Json;

namespace Credentials.Refreshing;

/// <summary>Bodies that may be anything: a firewall's page, nothing, or JSON.</summary>
internal static class Json
{
    /// <summary>The object, or null where the text is none.</summary>
    public static JsonElement? Object(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(text) is { ValueKind: JsonValueKind.Object } json ? json : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static string? Text(this JsonElement? json, string name) =>
        json is { } fields && fields.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
