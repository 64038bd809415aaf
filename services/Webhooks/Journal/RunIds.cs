using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Webhooks.Journal;

/// <summary>
/// Ids of single-change runs. They derive from what the journal row is and not from chance, so that whoever hears of the change first,
/// and however often, speaks of the same run.
/// </summary>
public static class RunIds
{
    /// <summary>The run of one delivery, by its duplicate key or another unique text, and the tick it came at.</summary>
    public static Guid Of(string storeId, string unique, DateTimeOffset receivedAt)
    {
        Span<byte> ticks = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(ticks, receivedAt.UtcTicks);
        byte[] name = [.. Encoding.UTF8.GetBytes($"run|{storeId}|{unique}|"), .. ticks];
        return new Guid(SHA256.HashData(name).AsSpan(0, 16), bigEndian: true);
    }
}
