using Hosting.Secrets;
using Woo.Reading;
using Woo.Shapes;

namespace Webhooks.Doctoring;

/// <summary>What came of a plan.</summary>
/// <param name="Done">Steps that were done, with the webhook as the shop shows it now.</param>
/// <param name="Failed">Steps that were not, and why.</param>
public sealed record Treated(IReadOnlyList<(Step Step, WooWebhook Now)> Done, IReadOnlyList<(Step Step, WooFault Why)> Failed)
{
    /// <summary>The shop's webhooks after it.</summary>
    public IReadOnlyList<WooWebhook> Applied(IReadOnlyList<WooWebhook> before)
    {
        var now = Done.ToDictionary(done => done.Now.Id, done => done.Now);
        return [.. before.Select(webhook => now.GetValueOrDefault(webhook.Id) ?? webhook), .. now.Values.Where(webhook => before.All(old => old.Id != webhook.Id))];
    }

    /// <summary>What was done about a topic, as reports say it.</summary>
    public string Action(string topic) => Done.Where(done => done.Step.Topic == topic && done.Step.Kind != StepKind.Pause).Select(done => done.Step.Kind switch
    {
        StepKind.Create => "created",
        StepKind.Activate => "activated",
        _ => "corrected",
    }).FirstOrDefault() ?? "none";

    /// <summary>The step of this kind that was done about a topic.</summary>
    public bool Did(StepKind kind, string topic) => Done.Any(done => done.Step.Kind == kind && done.Step.Topic == topic);
}

/// <summary>Carries a plan out in the shop.</summary>
internal static class Treatment
{
    /// <summary>Does each step; one that the key may not do ends it, the others would fail the same way.</summary>
    public static async Task<Treated> ApplyAsync(WooClient shop, ActiveCredential store, string? address, IReadOnlyList<Step> plan, CancellationToken cancel)
    {
        List<(Step, WooWebhook)> done = [];
        List<(Step, WooFault)> failed = [];
        WooFault? forbidden = null;
        foreach (var step in plan)
        {
            if (forbidden is not null)
            {
                failed.Add((step, forbidden));
                continue;
            }
            switch (await DoAsync(shop, store, address, step, cancel))
            {
                case WooAnswer<WooWebhook>.Found(var webhook, _):
                    done.Add((step, webhook));
                    break;
                case WooAnswer<WooWebhook>.Unavailable(var fault):
                    failed.Add((step, fault));
                    if (fault.IsUnauthorised) forbidden = fault;
                    break;
            }
        }
        return new Treated(done, failed);
    }

    private static Task<WooAnswer<WooWebhook>> DoAsync(WooClient shop, ActiveCredential store, string? address, Step step, CancellationToken cancel) => step switch
    {
        { Kind: StepKind.Create } => shop.CreateWebhookAsync($"Platform: {step.Topic}", step.Topic, address!, store.Field("webhook_secret"), cancel),
        { Kind: StepKind.Activate, Webhook: { } webhook } => shop.UpdateWebhookAsync(webhook.Id, WooWebhookStatus.Active, cancellationToken: cancel),
        { Kind: StepKind.Correct, Webhook: { } webhook } => shop.UpdateWebhookAsync(webhook.Id, WooWebhookStatus.Active, address, store.Field("webhook_secret"), cancel),
        { Webhook: { } webhook } => shop.UpdateWebhookAsync(webhook.Id, WooWebhookStatus.Paused, cancellationToken: cancel),
        _ => throw new InvalidOperationException($"{step.Kind} without a webhook"),
    };
}
