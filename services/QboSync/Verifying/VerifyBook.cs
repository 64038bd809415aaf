using Microsoft.EntityFrameworkCore;
using QboSync.Storage;

namespace QboSync.Verifying;

/// <summary>The verify modes as stored. Another instance may begin or end one, so they are read again after a moment.</summary>
public sealed class VerifyBook(IDbContextFactory<QboSyncDb> databases, TimeProvider clock)
{
    private static readonly TimeSpan KeepFor = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private IReadOnlyList<VerifyMode> _kept = [];
    private DateTimeOffset _until = DateTimeOffset.MinValue;

    /// <summary>Every company for which it was ever on, as lately known.</summary>
    public async Task<IReadOnlyList<VerifyMode>> KnownAsync(CancellationToken cancel)
    {
        lock (_lock) if (_until > clock.GetUtcNow()) return _kept;
        return await AllAsync(cancel);
    }

    /// <summary>Every company for which it was ever on.</summary>
    public async Task<IReadOnlyList<VerifyMode>> AllAsync(CancellationToken cancel)
    {
        await using var database = databases.CreateDbContext();
        var all = await database.VerifyModes.AsNoTracking().OrderBy(mode => mode.Account).ToListAsync(cancel);
        lock (_lock) (_kept, _until) = (all, clock.GetUtcNow() + KeepFor);
        return all;
    }

    /// <summary>Begins it, or leaves one that is on as it is.</summary>
    public Task BeginAsync(string account, string reason, DateTimeOffset since, CancellationToken cancel) => ChangeAsync(account, mode =>
    {
        if (mode.Active) return false;
        (mode.Active, mode.Reason, mode.Since, mode.StartedAt, mode.EndedAt, mode.Adopted, mode.Made) = (true, reason, since, clock.GetUtcNow(), null, 0, 0);
        return true;
    }, cancel);

    /// <summary>Ends it.</summary>
    public Task EndAsync(string account, CancellationToken cancel) => ChangeAsync(account, mode =>
    {
        if (!mode.Active) return false;
        (mode.Active, mode.EndedAt) = (false, clock.GetUtcNow());
        return true;
    }, cancel);

    /// <summary>Counts what was looked for.</summary>
    public async Task CountAsync(string account, bool found, CancellationToken cancel)
    {
        await using var database = databases.CreateDbContext();
        var (adopted, made) = found ? (1, 0) : (0, 1);
        await database.VerifyModes.Where(mode => mode.Account == account).ExecuteUpdateAsync(set => set
            .SetProperty(mode => mode.Adopted, mode => mode.Adopted + adopted).SetProperty(mode => mode.Made, mode => mode.Made + made), cancel);
    }

    private async Task ChangeAsync(string account, Func<VerifyMode, bool> change, CancellationToken cancel)
    {
        await using var database = databases.CreateDbContext();
        var mode = await database.VerifyModes.FirstOrDefaultAsync(row => row.Account == account, cancel);
        if (mode is null) database.VerifyModes.Add(mode = new VerifyMode { Account = account });
        if (change(mode))
        {
            try
            {
                await database.SaveChangesAsync(cancel);
            }
            catch (DbUpdateException)
            {
                // Another instance begins the same one.
                await using var again = databases.CreateDbContext();
                if (!await again.VerifyModes.AnyAsync(row => row.Account == account, cancel)) throw;
            }
        }
        lock (_lock) _until = DateTimeOffset.MinValue;
    }
}
