using System.Text.Json.Nodes;
using Sandbox.Supabase.Rows;

namespace Sandbox.Supabase.Rest;

/// <summary>The bytes of a request body: compressed ones are not unpacked, and a byte order mark is no JSON.</summary>
internal readonly record struct RestBody(ReadOnlyMemory<byte> Bytes, string? ContentType)
{
    /// <summary>As JSON; PGRST102 where it is none.</summary>
    public JsonNode? Json()
    {
        var type = ContentType?.Split(';')[0].Trim() ?? "application/json";
        if (type != "application/json") throw new PgError("PGRST102", $"Content-Type not acceptable: {type}");
        return PgJson.Read(Bytes.Span);
    }
}
