using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Syncing.Ledger;

namespace Syncing.Conflicts;

/// <summary>Writes conflicts down. What is found again updates its open row.</summary>
public sealed class ConflictBook<TDb>(IDbContextFactory<TDb> databases, TimeProvider clock) where TDb : LedgerDb
{
    private const int Tries = 10;

    /// <summary>Somebody must choose.</summary>
    public Task OpenAsync(ConflictFinding finding, CancellationToken cancel) => WriteAsync(finding, null, cancel);

    /// <summary>A policy chose; what stood in the target is kept in the list.</summary>
    public Task NoteAsync(ConflictFinding finding, string resolution, CancellationToken cancel) => WriteAsync(finding, resolution, cancel);

    private async Task WriteAsync(ConflictFinding finding, string? resolution, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            await using var database = await databases.CreateDbContextAsync(cancel);
            try
            {
                await PutAsync(database, finding, resolution, cancel);
                await database.SaveChangesAsync(cancel);
                return;
            }
            catch (DbUpdateException) when (tries < Tries)
            {
                // Another instance found it at the same moment; read again.
            }
        }
    }

    private async Task PutAsync(TDb database, ConflictFinding finding, string? resolution, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var known = database.Set<Conflict>().Where(row => row.Account == finding.Account && row.StoreId == finding.StoreId && row.Entity == finding.Entity
            && row.Key == finding.Key && row.Kind == finding.Kind && row.Subject == finding.Subject);
        var row = await known.FirstOrDefaultAsync(row => row.State == ConflictState.Open, cancel);
        if (row is null && finding.Standing is { } standing && await known.OrderByDescending(row => row.Id).FirstOrDefaultAsync(cancel) is { } last && last.Standing == standing)
        {
            // Resolved already, and seen once more. Or noted before, and then the write that it was about was lost.
            if (resolution is null ? !finding.Held : last.Resolution == resolution) return;
        }
        if (row is null)
        {
            row = new Conflict
            {
                TenantId = finding.TenantId, StoreId = finding.StoreId, Account = finding.Account, Entity = finding.Entity, Key = finding.Key,
                Kind = finding.Kind, Subject = finding.Subject, FoundAt = now,
            };
            database.Add(row);
        }
        (row.ExternalId, row.Standing, row.Policy) = (finding.ExternalId, finding.Standing, finding.Policy);
        (row.Message, row.Sides) = (finding.Message.Length > 2000 ? finding.Message[..2000] : finding.Message, JsonSerializer.Serialize(finding.Sides));
        row.Held |= finding.Held;
        row.UpdatedAt = now;
        row.Version++;
        if (resolution is not null) Close(row, resolution, "policy", now);
    }

    internal static void Close(Conflict row, string resolution, string by, DateTimeOffset now)
    {
        (row.State, row.Resolution, row.By, row.At, row.UpdatedAt) = (ConflictState.Resolved, resolution, by, now, now);
    }
}
