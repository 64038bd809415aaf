using Contracts;
using Webhooks.Records;

namespace Webhooks.Runs;

/// <summary>Asks targets what became of the versions that a run waits for.</summary>
public sealed class AskTargets(TargetServices targets, ILogger<AskTargets> log)
{
    /// <summary>The answers of those that answer; what is not settled yet is not among them.</summary>
    public async Task<IReadOnlyList<RecordSettled>> SettledAsync(Run run, IReadOnlyList<RunItem> items, CancellationToken cancel)
    {
        var answers = new List<RecordSettled>();
        foreach (var target in items.GroupBy(item => item.Target))
        {
            try
            {
                answers.AddRange(await targets.PostAsync<List<RecordSettled>>(target.Key, "/settled", new
                {
                    sync_id = run.CorrelationId, run.StoreId,
                    records = target.Select(item => new { item.Entity, item.Key, item.Modified, item.Seq }),
                }, cancel));
            }
            catch (TargetAwayException e)
            {
                log.LogWarning("Run {Run} waits: {Message}", run.CorrelationId, e.Message);
            }
        }
        return answers;
    }
}
