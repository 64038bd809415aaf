using Webhooks.Journal;

namespace Webhooks.Doctoring;

/// <summary>Which webhooks sign with another secret. Pure.</summary>
public static class SecretDoubt
{
    /// <summary>Webhooks whose last delivery was refused: none came with a good signature since, and the secret was not set since.</summary>
    /// <param name="refusals">Refused deliveries, counted by webhook.</param>
    /// <param name="ours">Ids of ours. Anybody can send rubbish in the name of others.</param>
    /// <param name="memory">What came and what was set.</param>
    public static IReadOnlyList<Refusal> Of(IEnumerable<Refusal> refusals, IReadOnlySet<long> ours, WatchMemory memory) =>
    [
        .. refusals.Where(refusal => ours.Contains(refusal.WebhookId)
            && !(memory.Verified.TryGetValue(refusal.WebhookId, out var verified) && verified > refusal.LastAt)
            && !(memory.SecretSet.TryGetValue(refusal.WebhookId, out var set) && set > refusal.LastAt)).OrderBy(refusal => refusal.WebhookId),
    ];
}
