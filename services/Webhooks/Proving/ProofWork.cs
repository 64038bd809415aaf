using System.Text.Json;
using Contracts.Proving;
using Hosting;
using Webhooks.Alerting;
using Webhooks.Pulling;

namespace Webhooks.Proving;

/// <summary>Works a proof, page by page; each is on disk before the next is asked for.</summary>
public sealed class ProofWork(ProofBook book, ShopReading shops, TargetReading targets, Judging judging, AlertBook alerts, TimeProvider clock, ILogger<ProofWork> log)
{
    /// <summary>After so many failed tries in a row, about half an hour, a proof ends without a result.</summary>
    private const int MostAttempts = 12;

    /// <summary>Works until the proof ends, cannot go on now, or is another's.</summary>
    public async Task WorkAsync(Proof proof, CancellationToken cancel)
    {
        if (!await book.LeaseAsync(proof, cancel)) return;
        try
        {
            while (proof.State == ProofState.Running && await OneAsync(proof, cancel))
            {
                (proof.Attempts, proof.Problem) = (0, null);
            }
        }
        catch (NotNowException e)
        {
            await PutOffAsync(proof, e.Message, e.Wait);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            proof.LeaseUntil = null; // another instance, or the next start, goes on at once
            await book.SaveAsync(proof, CancellationToken.None);
            throw;
        }
        catch (Exception e)
        {
            log.LogError(e, "Proof {Proof} of store {Store} cannot go on", proof.ProofId, proof.StoreId);
            await PutOffAsync(proof, $"The proof failed inside ({e.GetBaseException().GetType().Name}). The log says more.", null);
        }
    }

    // One page, or the judging; false where there is nothing more to do.
    private async Task<bool> OneAsync(Proof proof, CancellationToken cancel)
    {
        var step = ProofStep.Of(proof)[proof.Step];
        if (proof.From is null) await PlaceAsync(proof, cancel);
        if (step.Kind == ProofStepKind.Judging)
        {
            await JudgeAsync(proof, cancel);
            return false;
        }
        var (lines, next) = await ReadAsync(proof, step, cancel);
        if (step.Kind == ProofStepKind.Shop) proof.ShopRecords += lines.Count;
        proof.Cursor = next;
        if (next is null) proof.Step++;
        proof.LeaseUntil = clock.GetUtcNow() + ProofBook.Lease;
        return await book.SaveAsync(proof, cancel, lines);
    }

    private async Task PlaceAsync(Proof proof, CancellationToken cancel)
    {
        var zone = await ShopReading.ZoneAsync(await shops.OpenAsync(proof.StoreId, cancel), cancel);
        (proof.Zone, proof.From, proof.Until) = (zone.Id, NextPage.Midnight(proof.FirstDay, zone), NextPage.Midnight(proof.LastDay.AddDays(1), zone));
    }

    private async Task<(IReadOnlyList<ProofLine> Lines, string? Next)> ReadAsync(Proof proof, ProofStep step, CancellationToken cancel)
    {
        ProofLine Line(string source, string key, string part, object content) => new()
        {
            ProofId = proof.ProofId, Entity = step.Entity, Key = key, Source = source, Part = part, Content = JsonSerializer.Serialize(content, PlatformSetup.Json),
        };
        var question = Judging.Question(proof, step.Entity) with { After = proof.Cursor };
        switch (step.Kind)
        {
            case ProofStepKind.Shop:
                var (records, next) = await ShopReading.PageAsync(await shops.OpenAsync(proof.StoreId, cancel), step.Entity, proof, proof.Cursor, cancel);
                return ([.. records.Select(line => Line(ProofLine.Shop, line.Key, "", line))], next);
            case ProofStepKind.Ledger:
                var ledger = await targets.LedgerAsync(step.Target, question, cancel);
                return ([.. ledger.Lines.Select(line => Line(ProofLine.Ledger(step.Target), line.Key, "", line))], ledger.Next);
            default:
                var standing = await targets.StandingAsync(step.Target, question, cancel);
                return ([.. standing.Lines.Select(line => Line(ProofLine.Standing(step.Target), line.Key, $"{line.Kind} {line.ExternalId}", line))], standing.Next);
        }
    }

    private async Task JudgeAsync(Proof proof, CancellationToken cancel)
    {
        if (await judging.CompareAsync(proof, () => book.LeaseAsync(proof, cancel), cancel) is not { } result) return;
        proof.State = ProofState.Done;
        proof.Differences = result.Differences.Count;
        proof.UnderWay = result.Totals.Values.Sum(total => total.UnderWay.Count);
        End(proof, null);
        var saved = await book.FinishAsync(proof,
            [.. result.Totals.Select(total => new ProofTotal
            {
                ProofId = proof.ProofId, Target = total.Key.Target, Entity = total.Key.Entity, Day = total.Key.Day, Currency = total.Key.Currency, Content = JsonSerializer.Serialize(total.Value, PlatformSetup.Json),
            })],
            [.. result.Differences.Select(difference => new ProofDifference
            {
                ProofId = proof.ProofId, Target = difference.Target, Entity = difference.Entity, Key = difference.WooId, Day = difference.Day, Cause = difference.Cause,
                Content = JsonSerializer.Serialize(difference, PlatformSetup.Json),
            })], cancel);
        if (!saved) return;
        log.LogInformation("Proof {Proof} of store {Store}, {First:yyyy-MM-dd} to {Last:yyyy-MM-dd}: {Differences} differences, {UnderWay} under way",
            proof.ProofId, proof.StoreId, proof.FirstDay, proof.LastDay, proof.Differences, proof.UnderWay);
        if (proof.NightOf is not null) await TellAsync(proof, result.Differences, cancel);
    }

    private async Task TellAsync(Proof proof, IReadOnlyList<Difference> differences, CancellationToken cancel)
    {
        foreach (var target in proof.TargetList)
        {
            var own = differences.Where(difference => difference.Target == target).ToList();
            var subject = $"{proof.StoreId}/{target}";
            if (own.Count == 0) await alerts.ResolveAsync(AlertKinds.ProofDiffers, subject, cancel);
            else await alerts.RaiseAsync(AlertKinds.ProofDiffers, subject, Words(proof, target, own), cancel);
        }
    }

    private static string Words(Proof proof, string target, IReadOnlyList<Difference> differences) =>
        $"{differences.Count} differences between store {proof.StoreId} and {target}, {proof.FirstDay:yyyy-MM-dd} to {proof.LastDay:yyyy-MM-dd}: "
        + string.Join(", ", differences.GroupBy(difference => difference.Cause).OrderByDescending(cause => cause.Count()).Select(cause => $"{cause.Count()} {cause.Key}"))
        + $". See GET /api/completeness/{proof.ProofId}; POST /api/completeness/{proof.ProofId}/repair repairs what can be repaired.";

    private async Task PutOffAsync(Proof proof, string problem, TimeSpan? wait)
    {
        proof.Attempts++;
        var text = problem.Length > 1900 ? problem[..1900] : problem;
        if (proof.Attempts >= MostAttempts)
        {
            proof.State = ProofState.Failed;
            End(proof, $"{text} It was tried {MostAttempts} times. Mend that, then start another proof.");
            await book.FinishAsync(proof, [], [], CancellationToken.None);
            return;
        }
        (proof.Problem, proof.LeaseUntil) = (text, null);
        var own = TimeSpan.FromSeconds(Math.Min(5 * Math.Pow(2, proof.Attempts - 1), 300));
        proof.DueAt = clock.GetUtcNow() + (wait > own ? wait.Value : own);
        await book.SaveAsync(proof, CancellationToken.None);
    }

    private void End(Proof proof, string? problem) =>
        (proof.EndedAt, proof.DueAt, proof.LeaseUntil, proof.Cursor, proof.Problem) = (clock.GetUtcNow(), null, null, null, problem);
}
