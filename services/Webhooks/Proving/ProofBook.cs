using Microsoft.EntityFrameworkCore;
using Webhooks.Runs;

namespace Webhooks.Proving;

/// <summary>The tables of proofs. Of several instances one works a proof, by lease.</summary>
public sealed class ProofBook(IDbContextFactory<RunsDb> databases, TimeProvider clock)
{
    /// <summary>How long a proof stays with its worker without a sign of life; longer than a page may take.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(15);

    private TaskCompletionSource _added = New();

    /// <summary>Done when a proof is added; taken before looking.</summary>
    public Task Added => _added.Task;

    /// <summary>Puts a proof on disk; false where another instance began the same nightly one.</summary>
    public async Task<bool> AddAsync(Proof proof, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        database.Proofs.Add(proof);
        try
        {
            await database.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException) when (proof.NightOf is not null)
        {
            await using var again = await databases.CreateDbContextAsync(cancel);
            if (!await again.Proofs.AnyAsync(row => row.StoreId == proof.StoreId && row.NightOf == proof.NightOf, cancel)) throw;
            return false;
        }
        Interlocked.Exchange(ref _added, New()).TrySetResult();
        return true;
    }

    /// <summary>One proof, or null.</summary>
    public async Task<Proof?> FindAsync(Guid id, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await database.Proofs.AsNoTracking().SingleOrDefaultAsync(proof => proof.ProofId == id, cancel);
    }

    /// <summary>Whether a store's nightly proof of a day was begun.</summary>
    public async Task<bool> HasNightAsync(string storeId, DateOnly night, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await database.Proofs.AnyAsync(proof => proof.StoreId == storeId && proof.NightOf == night, cancel);
    }

    /// <summary>Due proofs that nobody is at, one per store at most.</summary>
    public async Task<IReadOnlyList<Proof>> DueAsync(CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var now = clock.GetUtcNow();
        var open = await database.Proofs.AsNoTracking().Where(proof => proof.DueAt != null).OrderBy(proof => proof.StartedAt).ToListAsync(cancel);
        return [.. open.Where(proof => !(proof.LeaseUntil > now)).GroupBy(proof => proof.StoreId)
            .Where(store => !open.Any(other => other.StoreId == store.Key && other.LeaseUntil > now))
            .Select(store => store.FirstOrDefault(proof => proof.DueAt <= now)).OfType<Proof>()];
    }

    /// <summary>What an earlier process had taken is free: nobody else works on these files.</summary>
    public async Task ReleaseAllAsync(CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        await database.Proofs.Where(proof => proof.LeaseUntil != null).ExecuteUpdateAsync(set => set
            .SetProperty(proof => proof.LeaseUntil, (DateTimeOffset?)null).SetProperty(proof => proof.Version, proof => proof.Version + 1), cancel);
    }

    /// <summary>Takes a proof for oneself, or keeps it; false where somebody else was faster.</summary>
    public async Task<bool> LeaseAsync(Proof proof, CancellationToken cancel)
    {
        proof.LeaseUntil = clock.GetUtcNow() + Lease;
        return await SaveAsync(proof, cancel);
    }

    /// <summary>Writes a proof down together with a page of what was read for it; false where somebody else changed it meanwhile.</summary>
    public async Task<bool> SaveAsync(Proof proof, CancellationToken cancel, IReadOnlyList<ProofLine>? lines = null)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        Change(database, proof);
        try
        {
            await database.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            proof.Version--;
            return false;
        }
        if (lines is { Count: > 0 }) await StageAsync(database, lines, cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    /// <summary>The result: what was found takes the place of what was read. False where somebody else changed the proof meanwhile.</summary>
    public async Task<bool> FinishAsync(Proof proof, IReadOnlyList<ProofTotal> totals, IReadOnlyList<ProofDifference> differences, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await database.Database.BeginTransactionAsync(cancel);
        Change(database, proof);
        database.AddRange(totals);
        database.AddRange(differences);
        try
        {
            await database.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            proof.Version--;
            return false;
        }
        await database.ProofLines.Where(line => line.ProofId == proof.ProofId).ExecuteDeleteAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    /// <summary>The next records of an entity in the order of their keys, with everything that was read of them.</summary>
    public async Task<IReadOnlyList<ProofLine>> NextAsync(Guid proofId, string entity, string after, int keys, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var lines = database.ProofLines.AsNoTracking().Where(line => line.ProofId == proofId && line.Entity == entity && line.Key.CompareTo(after) > 0);
        var page = await lines.Select(line => line.Key).Distinct().OrderBy(key => key).Take(keys).ToListAsync(cancel);
        if (page.Count == 0) return [];
        var last = page[^1];
        return await lines.Where(line => line.Key.CompareTo(last) <= 0).OrderBy(line => line.Key).ToListAsync(cancel);
    }

    /// <summary>Forgets what is older.</summary>
    public async Task ForgetAsync(DateTimeOffset before, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var old = await database.Proofs.Where(proof => proof.EndedAt != null && proof.EndedAt < before).OrderBy(proof => proof.EndedAt).Select(proof => proof.ProofId).Take(100).ToListAsync(cancel);
        if (old.Count == 0) return;
        await database.ProofLines.Where(row => old.Contains(row.ProofId)).ExecuteDeleteAsync(cancel);
        await database.ProofDifferences.Where(row => old.Contains(row.ProofId)).ExecuteDeleteAsync(cancel);
        await database.ProofTotals.Where(row => old.Contains(row.ProofId)).ExecuteDeleteAsync(cancel);
        await database.Proofs.Where(row => old.Contains(row.ProofId)).ExecuteDeleteAsync(cancel);
    }

    private static void Change(RunsDb database, Proof proof)
    {
        database.Proofs.Update(proof).Property(row => row.Version).OriginalValue = proof.Version;
        proof.Version++;
    }

    // A page that is read again, after a crash or because pages overlap, takes the place of itself.
    private static async Task StageAsync(RunsDb database, IReadOnlyList<ProofLine> lines, CancellationToken cancel)
    {
        var page = lines.GroupBy(line => (line.Entity, line.Key, line.Source, line.Part)).Select(group => group.Last()).ToList();
        foreach (var some in page.GroupBy(line => (line.ProofId, line.Entity, line.Source)))
        {
            foreach (var keys in some.Select(line => line.Key).Distinct().Chunk(500))
            {
                var (proofId, entity, source) = some.Key;
                var known = await database.ProofLines.AsNoTracking().Where(line => line.ProofId == proofId && line.Entity == entity && line.Source == source && keys.Contains(line.Key))
                    .Select(line => new { line.Key, line.Part }).ToListAsync(cancel);
                var there = known.Select(line => (line.Key, line.Part)).ToHashSet();
                foreach (var line in some.Where(line => keys.Contains(line.Key)))
                {
                    if (there.Contains((line.Key, line.Part))) database.ProofLines.Update(line);
                    else database.ProofLines.Add(line);
                }
            }
        }
        await database.SaveChangesAsync(cancel);
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
