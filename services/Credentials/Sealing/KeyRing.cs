namespace Credentials.Sealing;

/// <summary>The keys of <c>INTEGRATION_ENCRYPTION_KEY</c>: the first seals, all of them open.</summary>
internal sealed class KeyRing
{
    public const string Setting = "INTEGRATION_ENCRYPTION_KEY";

    private const string HowTo = "It is base64 of 32 bytes (several comma separated: the first encrypts, all decrypt); make one with: openssl rand -base64 32";

    private readonly IReadOnlyList<SealingKey> _keys;

    private KeyRing(IReadOnlyList<SealingKey> keys) => _keys = keys;

    /// <summary>The key that seals.</summary>
    public SealingKey Current => _keys[0];

    /// <summary>The keys with this id; more than one only by an accident of 1 in 4 billion.</summary>
    public IEnumerable<SealingKey> WithId(ReadOnlyMemory<byte> id) => _keys.Where(key => id.Span.SequenceEqual(key.Id));

    /// <exception cref="FormatException">The setting is missing or malformed; the message says what is wrong and how to make a key.</exception>
    public static KeyRing Parse(string? setting)
    {
        if (string.IsNullOrWhiteSpace(setting)) throw new FormatException($"Setting {Setting} is missing: the key that secrets are encrypted under. {HowTo}");
        var parts = setting.Split(',', StringSplitOptions.TrimEntries);
        return new KeyRing([.. parts.Select((part, index) => new SealingKey(KeyBytes(part, index, parts.Length)))]);
    }

    private static byte[] KeyBytes(string part, int index, int count)
    {
        var which = count == 1 ? $"Setting {Setting}" : $"Key {index + 1} of {count} in setting {Setting}";
        if (part.Length == 0) throw new FormatException($"{which} is empty. {HowTo}");
        var bytes = new byte[part.Length];
        if (!Convert.TryFromBase64String(part, bytes, out var length)) throw new FormatException($"{which} is not base64. {HowTo}");
        if (length != SealingKey.Length) throw new FormatException($"{which} holds {length} bytes where AES-256 needs {SealingKey.Length}. {HowTo}");
        return bytes[..length];
    }
}
