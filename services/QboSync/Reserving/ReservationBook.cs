using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using QboSync.Settings;
using QboSync.Storage;
using QboSync.Talking;
using Syncing.Working;

namespace QboSync.Reserving;

/// <summary>The reservations table.</summary>
public sealed class ReservationBook(IDbContextFactory<QboSyncDb> databases, IOptions<QuickBooksOptions> options, TimeProvider clock)
{
    /// <summary>How soon it is worth looking again while another instance is at work.</summary>
    public static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);

    /// <summary>The row of a key, or null.</summary>
    public async Task<Reservation?> FindAsync(string account, ReservationKind kind, string key, CancellationToken cancel)
    {
        await using var database = databases.CreateDbContext();
        return await _find(database, account, kind, key, cancel);
    }

    // Asked several times for each order: EF finds the plan of an ordinary query anew each time, which takes longer than SQLite's part.
    private readonly Func<QboSyncDb, string, ReservationKind, string, CancellationToken, Task<Reservation?>> _find = EF.CompileAsyncQuery(
        (QboSyncDb database, string account, ReservationKind kind, string key, CancellationToken cancel) => database.Reservations.AsNoTracking()
            .FirstOrDefault(row => row.Account == account && row.Kind == kind && row.NaturalKey == key));

    /// <summary>The row of a key, made where there is none; of two who make it at once both get the same.</summary>
    public async Task<Reservation> OpenAsync(string account, ReservationKind kind, string key, CancellationToken cancel)
    {
        if (await FindAsync(account, kind, key, cancel) is { } known) return known;
        var row = new Reservation { Account = account, Kind = kind, NaturalKey = key };
        await using var database = databases.CreateDbContext();
        database.Reservations.Add(row);
        try
        {
            await database.SaveChangesAsync(cancel);
            return row;
        }
        catch (DbUpdateException)
        {
            if (await FindAsync(account, kind, key, cancel) is { } others) return others;
            throw;
        }
    }

    /// <summary>Takes the row for oneself for longer than a call may last.</summary>
    /// <exception cref="FaultException">Somebody else has it.</exception>
    public async Task LeaseAsync(Reservation row, CancellationToken cancel)
    {
        RefuseIfLeased(row);
        row.LeaseUntil = clock.GetUtcNow() + Lease;
        await SaveAsync(row, cancel);
    }

    /// <summary>Ends the leases that were taken before an instant. Only for who knows that nobody who took one is alive.</summary>
    public async Task FreeAsync(DateTimeOffset takenBefore, CancellationToken cancel)
    {
        var until = takenBefore + Lease;
        await using var database = await databases.CreateDbContextAsync(cancel);
        await database.Reservations.Where(row => row.LeaseUntil < until).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.LeaseUntil, (DateTimeOffset?)null).SetProperty(row => row.Version, row => row.Version + 1), cancel);
    }

    private TimeSpan Lease => TimeSpan.FromSeconds(options.Value.TimeoutSeconds + 60);

    /// <summary>Nobody is at work on the row.</summary>
    /// <exception cref="FaultException">Somebody is.</exception>
    public void RefuseIfLeased(Reservation row)
    {
        if (row.LeaseUntil > clock.GetUtcNow()) throw BeingMade();
    }

    /// <summary>Writes a row down.</summary>
    /// <exception cref="FaultException">Somebody else changed it meanwhile.</exception>
    public async Task SaveAsync(Reservation row, CancellationToken cancel)
    {
        if (row.Rehearsed) return;
        await using var database = databases.CreateDbContext();
        var entry = database.Reservations.Update(row);
        entry.Property(reservation => reservation.Version).OriginalValue = row.Version;
        row.Version++;
        try
        {
            await database.SaveChangesAsync(cancel);
        }
        catch (Exception e)
        {
            row.Version--;
            if (e is DbUpdateConcurrencyException) throw BeingMade();
            throw;
        }
    }

    /// <summary>Lets a key of ours stand for what another key stands for already.</summary>
    public async Task<Reservation> LinkAsync(string account, ReservationKind kind, string key, Reservation to, CancellationToken cancel)
    {
        var row = await OpenAsync(account, kind, key, cancel);
        if (row.ExternalId is not null) return row;
        (row.ExternalId, row.SyncToken, row.MadeHere, row.Hash, row.Written) = (to.ExternalId, to.SyncToken, to.MadeHere, to.Hash, to.Written);
        try
        {
            await SaveAsync(row, cancel);
            return row;
        }
        catch (FaultException)
        {
            // Two orders linked the same product or customer at once; what the other wrote is as good.
            if (await FindAsync(account, kind, key, cancel) is { ExternalId: not null } others) return others;
            throw;
        }
    }

    /// <summary>
    /// The same where nothing depends on it: a key that stands for another already, or that somebody is making or has in doubt, is left to
    /// them, for what they make would be lost to its key.
    /// </summary>
    public async Task TryLinkAsync(string account, ReservationKind kind, string key, Reservation to, CancellationToken cancel)
    {
        var row = await OpenAsync(account, kind, key, cancel);
        if (row.ExternalId is not null || row.SentAt is not null || row.LeaseUntil > clock.GetUtcNow()) return;
        await LinkAsync(account, kind, key, to, cancel);
    }

    /// <summary>The keys of one kind that stand for an entry of QuickBooks.</summary>
    public async Task<List<Reservation>> StandingForAsync(string account, ReservationKind kind, string externalId, CancellationToken cancel)
    {
        await using var database = databases.CreateDbContext();
        return await database.Reservations.AsNoTracking()
            .Where(row => row.Account == account && row.Kind == kind && row.ExternalId == externalId).OrderBy(row => row.Id).ToListAsync(cancel);
    }

    /// <summary>The keys of one kind that begin with something and stand for an entry.</summary>
    public async Task<List<Reservation>> BeginningAsync(string account, ReservationKind kind, string beginning, CancellationToken cancel)
    {
        await using var database = databases.CreateDbContext();
        return await database.Reservations.AsNoTracking()
            .Where(row => row.Account == account && row.Kind == kind && row.ExternalId != null && row.NaturalKey.StartsWith(beginning)).OrderBy(row => row.Id).ToListAsync(cancel);
    }

    /// <summary>
    /// Lets a key stand for nothing again. The row stays: a new one would count its revisions from the start, and QuickBooks would answer
    /// the requestid of an old create with what it made then.
    /// </summary>
    public async Task ReleaseAsync(Reservation row, CancellationToken cancel)
    {
        (row.ExternalId, row.SyncToken, row.MadeHere, row.Hash, row.Decision) = (null, null, false, null, null);
        (row.Written, row.Kept) = (null, null);
        await SaveAsync(row, cancel);
    }

    /// <summary>Lets every key of an entity's kinds that stands for an entry stand for nothing again: the entry is gone.</summary>
    public async Task ForgetAsync(string account, string entity, string externalId, CancellationToken cancel)
    {
        foreach (var kind in entity == "Customer" ? CustomerKinds : ItemKinds)
            foreach (var row in await StandingForAsync(account, kind, externalId, cancel))
                await ReleaseAsync(row, cancel);
    }

    private static readonly ReservationKind[] CustomerKinds = [ReservationKind.CustomerLink, ReservationKind.CustomerEmail, ReservationKind.CustomerName];
    private static readonly ReservationKind[] ItemKinds = [ReservationKind.ItemLink, ReservationKind.ItemSku, ReservationKind.ItemName];

    private static FaultException BeingMade() => new(FaultKind.Transient, "being_made",
        "Another instance is making the same customer or item in QuickBooks. Nothing is made twice; it is looked at again by itself.", LookAgain);
}
