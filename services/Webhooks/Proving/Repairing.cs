using Contracts.Proving;
using Hosting.Secrets;
using Webhooks.Records;
using Webhooks.Requesting;

namespace Webhooks.Proving;

/// <summary>Repairs what a proof found: records go the road of every change, by runs; a target is asked for what a run alone cannot do.</summary>
public sealed class Repairing(ProofPages pages, StartRun start, TargetReading targets)
{
    /// <summary>Does it; answers what was begun and what was not done.</summary>
    /// <exception cref="NotPossibleException">The store or a target is not connected any more.</exception>
    /// <exception cref="CredentialsUnavailableException">Credentials cannot be asked.</exception>
    public async Task<RepairAnswer> RepairAsync(Proof proof, RepairRequest request, CancellationToken cancel)
    {
        var plan = RepairPlan.Of(await AllAsync(proof, cancel), request);
        var refused = plan.Refused.ToList();
        var removed = new List<RemovedPart>();
        var again = new List<Difference>();
        foreach (var target in plan.Changed.Keys.Union(plan.Doubled.Keys))
            await PrepareAsync(proof, target, plan.Changed.GetValueOrDefault(target) ?? [], plan.Doubled.GetValueOrDefault(target) ?? [], again, removed, refused, cancel);
        var runs = new List<StartedRepair>();
        foreach (var run in plan.Runs.Concat(RepairPlan.RunsOf(again, force: true)))
        {
            var pull = await start.BeginAsync(run.Entity, new SyncRequest
            {
                TenantId = proof.TenantId, StoreId = proof.StoreId, Target = run.Target, Ids = run.Ids, Force = run.Force, Reason = $"repair of proof {proof.ProofId}",
            }, "reconciliation", cancel);
            runs.Add(new StartedRepair(pull.SyncId, run.Entity, run.Target, run.Ids.Count, run.Force));
        }
        return new RepairAnswer(runs, removed, refused);
    }

    private async Task<IReadOnlyList<Difference>> AllAsync(Proof proof, CancellationToken cancel)
    {
        var all = new List<Difference>();
        while (await pages.DifferencesAsync(proof.ProofId, all.Count, ProofPages.MostDifferences, cancel) is { Count: > 0 } some) all.AddRange(some);
        return all;
    }

    private async Task PrepareAsync(
        Proof proof, string target, IReadOnlyList<Difference> changed, IReadOnlyList<Difference> doubled, List<Difference> again, List<RemovedPart> removed, List<RefusedRepair> refused, CancellationToken cancel)
    {
        const int AtOnce = 20; // documents are read and written one by one
        var work = changed.Select(one => (One: one, IsDouble: false)).Concat(doubled.Select(one => (One: one, IsDouble: true)));
        foreach (var some in work.Chunk(AtOnce))
        {
            IEnumerable<LedgerPart> Parts(bool isDouble) => some.Where(pair => pair.IsDouble == isDouble).SelectMany(pair => pair.One.Parts);
            Difference Of(RepairedPart part) => some.First(pair => pair.One.Parts.Any(own => (own.Kind, own.ExternalId) == (part.Kind, part.ExternalId))).One;
            try
            {
                var done = await targets.RepairAsync(target, new ProofRepair(proof.TenantId, proof.StoreId, [.. Parts(false)], [.. Parts(true)]), cancel);
                again.AddRange(some.Where(pair => !pair.IsDouble && pair.One.Parts.Any(part => done.Prepared.Contains(part.ExternalId))).Select(pair => pair.One));
                removed.AddRange(done.Removed.Select(part => new RemovedPart(Of(part).Record, target, part.Kind, part.ExternalId, part.Message)));
                refused.AddRange(done.Refused.Select(part => RefusedRepair.Of(Of(part), part.Message)));
            }
            catch (TargetAwayException e)
            {
                refused.AddRange(some.Select(pair => RefusedRepair.Of(pair.One, e.Message)));
            }
        }
    }
}

/// <summary>What a repair began, took out and did not do.</summary>
public sealed record RepairAnswer(IReadOnlyList<StartedRepair> Runs, IReadOnlyList<RemovedPart> Removed, IReadOnlyList<RefusedRepair> Refused);

/// <summary>A run that was started; see <c>GET /api/sync/runs/{sync_id}</c>.</summary>
public sealed record StartedRepair(Guid SyncId, string Entity, string? Target, int Records, bool Force);

/// <summary>A document that was taken out of the books.</summary>
public sealed record RemovedPart(string Record, string Target, string Kind, string ExternalId, string How);
