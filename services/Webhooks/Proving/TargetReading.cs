using Contracts.Proving;
using Webhooks.Records;

namespace Webhooks.Proving;

/// <summary>Asks a target service for its ledger and for what stands in its target.</summary>
public sealed class TargetReading(TargetServices targets)
{
    // A page may wait for its place in QuickBooks' pace, and Intuit itself takes up to two minutes.
    private static readonly TimeSpan AtMost = TimeSpan.FromMinutes(4);

    /// <summary>A page of its ledger.</summary>
    /// <exception cref="NotNowException">It cannot say now.</exception>
    public Task<ProofPage<LedgerLine>> LedgerAsync(string target, ProofQuestion question, CancellationToken cancel) => AskAsync<LedgerLine>(target, "/proof/ledger", question, cancel);

    /// <summary>A page of what stands in the target.</summary>
    /// <exception cref="NotNowException">It cannot say now.</exception>
    public Task<ProofPage<StandingLine>> StandingAsync(string target, ProofQuestion question, CancellationToken cancel) => AskAsync<StandingLine>(target, "/proof/standing", question, cancel);

    /// <summary>Lets it repair what a run alone cannot.</summary>
    /// <exception cref="TargetAwayException">It does not answer.</exception>
    public Task<ProofRepaired> RepairAsync(string target, ProofRepair repair, CancellationToken cancel) => targets.PostAsync<ProofRepaired>(target, "/proof/repair", repair, cancel, AtMost);

    private async Task<ProofPage<T>> AskAsync<T>(string target, string path, ProofQuestion question, CancellationToken cancel)
    {
        try
        {
            var page = await targets.PostAsync<ProofPage<T>>(target, path, question, cancel, AtMost);
            return page.Problem is { } problem
                ? throw new NotNowException($"{target}: {problem}", page.RetryAfterSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null)
                : page;
        }
        catch (TargetAwayException e)
        {
            throw new NotNowException(e.Message);
        }
    }
}
