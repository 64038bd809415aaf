using System.Security.Cryptography;
using System.Text;

namespace Credentials.Sealing;

/// <summary>
/// AES-256-GCM over one text. Base64 of: version (1 byte), key id (4), nonce (12, random for every value), tag (16), ciphertext. Version,
/// key id and <see cref="SealedPlace"/> are associated data.
/// </summary>
internal sealed class Sealer(KeyRing keys)
{
    private const byte Version = 1;
    private const int HeaderLength = 1 + SealingKey.IdLength;
    private const int NonceLength = 12;
    private const int TagLength = 16;

    public string Seal(string text, SealedPlace place)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var sealedBytes = new byte[HeaderLength + NonceLength + TagLength + plain.Length];
        var (header, nonce, tag, cipher) = Parts(sealedBytes);
        header.Span[0] = Version;
        keys.Current.Id.CopyTo(header.Span[1..]);
        RandomNumberGenerator.Fill(nonce.Span);
        using var aes = new AesGcm(keys.Current.Bytes, TagLength);
        aes.Encrypt(nonce.Span, plain, cipher.Span, tag.Span, [.. header.Span, .. place.Bytes()]);
        CryptographicOperations.ZeroMemory(plain);
        return Convert.ToBase64String(sealedBytes);
    }

    /// <exception cref="UnreadableException">The message says why, and holds no part of the value.</exception>
    public string Open(string value, SealedPlace place)
    {
        var (header, nonce, tag, cipher) = Parts(Decode(value));
        byte[] bound = [.. header.Span, .. place.Bytes()];
        var known = false;
        foreach (var key in keys.WithId(header[1..]))
        {
            known = true;
            var plain = new byte[cipher.Length];
            using var aes = new AesGcm(key.Bytes, TagLength);
            try
            {
                aes.Decrypt(nonce.Span, cipher.Span, tag.Span, plain, bound);
                return Encoding.UTF8.GetString(plain);
            }
            catch (AuthenticationTagMismatchException)
            {
                // The next key with the same id, if there is one; else the value was tampered with.
            }
        }
        throw new UnreadableException(known
            ? $"{place.Column} was changed, or stands in a row where it was not encrypted."
            : $"{place.Column} was encrypted under the key {Convert.ToHexStringLower(header.Span[1..])}, which is not in {KeyRing.Setting}.");
    }

    /// <summary>Whether the value is sealed under the first key of the ring.</summary>
    public bool IsCurrent(string value)
    {
        try
        {
            return Parts(Decode(value)).Header.Span[1..].SequenceEqual(keys.Current.Id);
        }
        catch (UnreadableException)
        {
            return false;
        }
    }

    private static byte[] Decode(string value)
    {
        var bytes = new byte[value.Length];
        if (!Convert.TryFromBase64String(value, bytes, out var length) || length < HeaderLength + NonceLength + TagLength)
            throw new UnreadableException("The stored value is not an encrypted one.");
        return bytes[0] == Version ? bytes[..length] : throw new UnreadableException($"The stored value has the unknown version {bytes[0]}.");
    }

    private static (Memory<byte> Header, Memory<byte> Nonce, Memory<byte> Tag, Memory<byte> Cipher) Parts(Memory<byte> all) =>
        (all[..HeaderLength], all.Slice(HeaderLength, NonceLength), all.Slice(HeaderLength + NonceLength, TagLength), all[(HeaderLength + NonceLength + TagLength)..]);
}
