using System.Text.Json;
using Contracts;
using Hosting;
using Microsoft.EntityFrameworkCore;
using Webhooks.Runs;

namespace Webhooks.Proving;

/// <summary>Proofs as the API shows them.</summary>
public sealed class ProofPages(IDbContextFactory<RunsDb> databases)
{
    /// <summary>Differences that one answer holds at most.</summary>
    public const int MostDifferences = 1000;

    /// <summary>Of a page without its differences and days.</summary>
    public static ProofSummary Summary(Proof proof)
    {
        var steps = ProofStep.Of(proof);
        var running = proof.State == ProofState.Running;
        return new ProofSummary(
            proof.ProofId, proof.State.ToString(), proof.TenantId, proof.StoreId, proof.Target, proof.FirstDay, proof.LastDay, proof.Zone, proof.EntityList, proof.Trigger,
            proof.StartedAt, proof.EndedAt, proof.State == ProofState.Done ? proof.Differences == 0 : null, proof.Differences, proof.UnderWay, proof.Problem,
            new ProofProgress(running ? proof.Step : steps.Count, steps.Count, running ? steps[proof.Step].Doing : null, proof.ShopRecords));
    }

    /// <summary>One proof in full.</summary>
    /// <param name="proof">The proof.</param>
    /// <param name="offset">Differences before the first that is shown.</param>
    /// <param name="limit">Most differences that are shown.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<ProofResult> ResultAsync(Proof proof, int offset, int limit, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var id = proof.ProofId;
        var totals = await database.ProofTotals.AsNoTracking().Where(row => row.ProofId == id).ToListAsync(cancel);
        var causes = await database.ProofDifferences.Where(row => row.ProofId == id).GroupBy(row => new { row.Target, row.Cause })
            .Select(group => new { group.Key.Target, group.Key.Cause, Count = group.Count() }).ToListAsync(cancel);
        var targets = proof.TargetList.Select(target => Target(target,
            [.. totals.Where(row => row.Target == target).OrderBy(row => row.Day, StringComparer.Ordinal).ThenBy(row => row.Currency, StringComparer.Ordinal)],
            causes.Where(cause => cause.Target == target).ToDictionary(cause => cause.Cause, cause => cause.Count))).ToList();
        return new ProofResult(Summary(proof), proof.State == ProofState.Done ? targets : [], await DifferencesAsync(id, offset, limit, cancel));
    }

    /// <summary>Some differences of a proof, in their order.</summary>
    public async Task<IReadOnlyList<Difference>> DifferencesAsync(Guid proofId, int offset, int limit, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var rows = await database.ProofDifferences.AsNoTracking().Where(row => row.ProofId == proofId).OrderBy(row => row.Id).Skip(offset).Take(limit).Select(row => row.Content).ToListAsync(cancel);
        return [.. rows.Select(row => JsonSerializer.Deserialize<Difference>(row, PlatformSetup.Json)!)];
    }

    /// <summary>The newest proofs, of one store or covering one day where asked.</summary>
    public async Task<IReadOnlyList<Proof>> NewestAsync(string? storeId, string? target, DateOnly? day, int limit, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var proofs = database.Proofs.AsNoTracking();
        if (storeId is not null) proofs = proofs.Where(proof => proof.StoreId == storeId);
        if (target is not null) proofs = proofs.Where(proof => ("," + proof.Targets + ",").Contains("," + target + ","));
        if (day is { } one) proofs = proofs.Where(proof => proof.FirstDay <= one && proof.LastDay >= one && proof.State == ProofState.Done);
        return await proofs.OrderByDescending(proof => proof.StartedAt).Take(limit).ToListAsync(cancel);
    }

    private static TargetResult Target(string target, IReadOnlyList<ProofTotal> rows, IReadOnlyDictionary<string, int> causes)
    {
        var days = rows.Where(row => row.Entity == Entities.Orders).Select(row => DayTotals.Of(row.Day, row.Currency, Read(row))).ToList();
        var currencies = rows.Where(row => row.Entity == Entities.Orders).GroupBy(row => row.Currency)
            .Select(currency => DayTotals.Of(null, currency.Key, currency.Select(Read).Aggregate((sum, next) => sum.Plus(next)))).ToList();
        CountTotals? Count(string entity) => rows.FirstOrDefault(row => row.Entity == entity) is { } row ? CountTotals.Of(Read(row)) : null;
        return new TargetResult(target, causes.Count == 0, causes, currencies, days, Count(Entities.Products), Count(Entities.Customers));
    }

    private static Totals Read(ProofTotal row) => JsonSerializer.Deserialize<Totals>(row.Content, PlatformSetup.Json)!;
}
