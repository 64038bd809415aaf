using System.Security.Cryptography;
using System.Text;
using QboSync.Storage;

namespace QboSync.Sending;

/// <summary>
/// QuickBooks' <c>requestid</c>: the same id is done once and answered the same again. It has 32 characters, so that it still fits beside the
/// id of a batch's item (36), and names what is written and which attempt at it, never its content.
/// </summary>
public static class RequestId
{
    private const int Length = 32;

    /// <summary>Of a document.</summary>
    public static string Of(BookedDocument row) => Hash(row.Account, row.StoreId, row.Kind.ToString(), row.SourceId, row.Revision);

    /// <summary>Of a customer or an item.</summary>
    public static string Of(Reservation row) => Hash(row.Account, row.Kind.ToString(), row.NaturalKey, "", row.Revision);

    private static string Hash(string account, string scope, string kind, string source, int revision) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{account}\n{scope}\n{kind}\n{source}\n{revision}")))[..Length];
}
