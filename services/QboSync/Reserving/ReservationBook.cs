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
        return await database.Reservations.AsNoTracking()
            .FirstOrDefaultAsync(row => row.Account == account && row.Kind == kind && row.NaturalKey == key, cancel);
    }

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
        var now = clock.GetUtcNow();
        if (row.LeaseUntil > now) throw BeingMade();
        row.LeaseUntil = now + TimeSpan.FromSeconds(options.Value.TimeoutSeconds + 60);
        await SaveAsync(row, cancel);
    }

    /// <summary>Writes a row down.</summary>
    /// <exception cref="FaultException">Somebody else changed it meanwhile.</exception>
    public async Task SaveAsync(Reservation row, CancellationToken cancel)
    {
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

    private static FaultException BeingMade() => new(FaultKind.Transient, "being_made",
        "Another instance is making the same customer or item in QuickBooks. Nothing is made twice; it is looked at again by itself.", LookAgain);
}
