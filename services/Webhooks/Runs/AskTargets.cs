using Contracts;
using Webhooks.Records;

namespace Webhooks.Runs;

/// <summary>Asks targets what became of the versions that a run waits for, or what holds them.</summary>
public sealed class AskTargets(TargetServices targets, ILogger<AskTargets> log)
{
    /// <summary>How many records one question names.</summary>
    public const int AtOnce = 500;

    /// <summary>What a target says of some records; null where it does not answer.</summary>
    public async Task<IReadOnlyList<RecordStanding>?> StandingsAsync(Run run, string target, IReadOnlyList<RunItem> items, CancellationToken cancel)
    {
        try
        {
            return await targets.PostAsync<List<RecordStanding>>(target, "/settled", new
            {
                sync_id = run.CorrelationId, run.StoreId, records = items.Select(item => new { item.Entity, item.Key, item.Modified, item.Seq }),
            }, cancel);
        }
        catch (TargetAwayException e)
        {
            log.LogWarning("Run {Run} waits: {Message}", run.CorrelationId, e.Message);
            return null;
        }
    }
}
