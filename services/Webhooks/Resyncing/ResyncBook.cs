using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Webhooks.Journal;

namespace Webhooks.Resyncing;

/// <summary>
/// Which run a resync message means. A message with an id means one run for ever. One without, as typed by hand, means a new run each time it
/// is sent, also with the same words; but where the broker says that it gives the message out once more, it means the run of the time before:
/// the one that was not done with, or one that was done with moments ago and whose acknowledgement was lost.
/// </summary>
public sealed class ResyncBook(IDbContextFactory<JournalDb> databases, JournalTurn turn, TimeProvider clock)
{
    private static readonly TimeSpan AcknowledgementIsLost = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Keep = TimeSpan.FromDays(7);

    /// <summary>The run of a message that has an id.</summary>
    public static Guid RunOf(Guid messageId) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"resync|{messageId:N}")).AsSpan(0, 16), bigEndian: true);

    /// <summary>The run of a message that has none; on disk then.</summary>
    /// <param name="body">The message as it came.</param>
    /// <param name="again">The broker says that it was given out before.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<Guid> RunOfAsync(ReadOnlyMemory<byte> body, bool again, CancellationToken cancel)
    {
        var (now, content) = (clock.GetUtcNow(), Convert.ToHexStringLower(SHA256.HashData(body.Span)));
        await using var database = await databases.CreateDbContextAsync(cancel);
        if (again)
        {
            var justNow = now - AcknowledgementIsLost;
            var before = await database.Resyncs.AsNoTracking().Where(row => row.Content == content && (row.SettledAt == null || row.SettledAt > justNow))
                .OrderBy(row => row.SettledAt != null).ThenByDescending(row => row.SeenAt).FirstOrDefaultAsync(cancel);
            if (before is not null) return before.SyncId;
        }
        var resync = new Resync { SyncId = Guid.CreateVersion7(now), Content = content, SeenAt = now };
        database.Resyncs.Add(resync);
        var old = now - Keep;
        using var ours = await turn.TakeAsync(cancel);
        await database.SaveChangesAsync(cancel);
        await database.Resyncs.Where(row => row.SettledAt < old).ExecuteDeleteAsync(cancel);
        return resync.SyncId;
    }

    /// <summary>The message is done with: begun, or refused.</summary>
    public async Task SettleAsync(Guid syncId, CancellationToken cancel)
    {
        DateTimeOffset? now = clock.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(cancel);
        using var ours = await turn.TakeAsync(cancel);
        await database.Resyncs.Where(row => row.SyncId == syncId && row.SettledAt == null).ExecuteUpdateAsync(set => set.SetProperty(row => row.SettledAt, now), cancel);
    }
}
