using System.Text.Json.Nodes;

namespace Sandbox.QuickBooks.Serving;

/// <summary>An answer before it is written: status and JSON body (null for none).</summary>
internal sealed record Reply(int Status, JsonObject? Body)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Bytes instead of JSON, with their content type.</summary>
    public (byte[] Bytes, string ContentType)? Raw { get; init; }

    /// <summary>The first reply to a requestid, given again.</summary>
    public bool Replayed { get; init; }

    /// <summary>The JSON body as text already, where there is no tree of it.</summary>
    public byte[]? Text { get; init; }

    public static Reply Ok(JsonObject body) => new(200, body);

    public static Reply Ok(byte[] text) => new(200, null) { Text = text };
}
