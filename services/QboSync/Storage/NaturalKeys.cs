using System.Security.Cryptography;
using System.Text;

namespace QboSync.Storage;

/// <summary>Natural keys as reservations keep them.</summary>
public static class NaturalKeys
{
    /// <summary>Longest key, characters.</summary>
    public const int Longest = 200;

    /// <summary>Trimmed and lower-case, as QuickBooks compares; its SHA-256 where it is longer than <see cref="Longest"/>.</summary>
    public static string Of(string text)
    {
        var normal = text.Trim().ToLowerInvariant();
        return normal.Length <= Longest ? normal : $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(normal)))}";
    }

    /// <summary>A record of one store.</summary>
    public static string OfRecord(string storeId, long wooId) => Of($"{storeId}:{wooId}");
}
