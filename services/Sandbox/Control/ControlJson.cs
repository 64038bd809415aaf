using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sandbox.Control;

/// <summary>The JSON of the control API: snake_case, and no unknown field passes unnoticed.</summary>
internal static class ControlJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };
}
