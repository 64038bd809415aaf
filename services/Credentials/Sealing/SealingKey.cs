using System.Security.Cryptography;

namespace Credentials.Sealing;

/// <summary>One AES-256 key and the short name by which a sealed value says which key it needs.</summary>
internal sealed class SealingKey(byte[] bytes)
{
    public const int Length = 32;
    public const int IdLength = 4;

    private static readonly byte[] IdLabel = "integration credentials key id"u8.ToArray();

    public byte[] Bytes { get; } = bytes;

    /// <summary>Derived one way from the key: it tells keys apart and nothing else.</summary>
    public byte[] Id { get; } = HMACSHA256.HashData(bytes, IdLabel)[..IdLength];

    /// <summary>Never the key.</summary>
    public override string ToString() => Convert.ToHexStringLower(Id);
}
