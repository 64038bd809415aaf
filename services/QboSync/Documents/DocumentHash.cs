using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace QboSync.Documents;

/// <summary>Says whether what would be written is what was written.</summary>
public static class DocumentHash
{
    /// <summary>SHA-256 of the mapped document; the same fields in the same order make the same hash.</summary>
    public static string Of(JsonObject document) => Of("", document);

    /// <summary>The same of an entry and the name that it should have.</summary>
    public static string Of(string name, JsonObject fields) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{name}\n{fields.ToJsonString()}")));
}
