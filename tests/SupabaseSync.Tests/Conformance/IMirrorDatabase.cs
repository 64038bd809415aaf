using System.Text.Json.Nodes;

namespace SupabaseSync.Tests.Conformance;

/// <summary>Where a scenario is played: a real PostgreSQL, or the stand-in over HTTP.</summary>
public interface IMirrorDatabase
{
    /// <summary>Calls a batch function: <c>{"ok": answer}</c> or <c>{"code", "message"}</c>.</summary>
    Task<JsonNode> CallAsync(string function, JsonNode? batch);

    /// <summary>All rows of a table, by key.</summary>
    Task<JsonArray> RowsAsync(string table);
}
