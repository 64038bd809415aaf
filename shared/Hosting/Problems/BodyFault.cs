using System.Text.Json;

namespace Hosting.Problems;

/// <summary>Says what is wrong with a body that could not be read: the field as it stands in the JSON, and why.</summary>
internal static class BodyFault
{
    // System.Text.Json has no kind of error for it, only these words (JsonUnmappedMemberHandling.Disallow).
    private const string Unmapped = "could not be mapped to any .NET member";

    public static string Of(JsonException json)
    {
        var field = Field(json.Path);
        if (json.Message.Contains(Unmapped, StringComparison.Ordinal)) return $"{field}: there is no such field";
        var why = json.Message.Split(" Path:")[0];
        return field.Length > 0 ? $"{field}: {why}" : why;
    }

    // $.ship_to.post_code, and $['odd name'] for a name that is no plain word
    private static string Field(string? path) => (path ?? "").Replace("['", ".").Replace("']", "").TrimStart('$', '.');
}
