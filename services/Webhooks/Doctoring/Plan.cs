using Woo.Shapes;

namespace Webhooks.Doctoring;

/// <summary>How far a visit to a shop may go.</summary>
public enum DoctorMode
{
    /// <summary>Nothing is changed.</summary>
    Look,

    /// <summary>By itself, every few minutes: what WooCommerce switched off is switched on.</summary>
    Watch,

    /// <summary>A person asked: what is missing is made, what does not deliver is switched on.</summary>
    SetUp,

    /// <summary>A person asked for everything: addresses and secrets too.</summary>
    Repair,
}

/// <summary>What is done to one webhook.</summary>
public enum StepKind
{
    /// <summary>It is made.</summary>
    Create,

    /// <summary>It is switched on.</summary>
    Activate,

    /// <summary>Address and secret are set, and it is switched on.</summary>
    Correct,

    /// <summary>A second one for the same topic is paused, never deleted.</summary>
    Pause,
}

/// <summary>One step of a plan.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Kind">What is done.</param>
/// <param name="Webhook">To which; null where it is made.</param>
/// <param name="Gap">Deliveries of this topic were lost until now.</param>
public sealed record Step(string Topic, StepKind Kind, WooWebhook? Webhook, bool Gap = true);

/// <summary>Decides what to do about what was found. Pure.</summary>
public static class Plan
{
    /// <summary>The steps.</summary>
    /// <param name="examination">What stands in the shop.</param>
    /// <param name="mode">How far the visit may go.</param>
    /// <param name="reactivate">Whether the watch may switch on what is disabled.</param>
    /// <param name="doubtful">Ids of webhooks whose deliveries are refused, see <see cref="SecretDoubt"/>.</param>
    /// <param name="renew">Ids of further ones whose secret is set anew on repair; null for none.</param>
    public static IReadOnlyList<Step> Of(Examination examination, DoctorMode mode, bool reactivate, IReadOnlySet<long> doubtful, IReadOnlySet<long>? renew = null) =>
        [.. examination.Topics.SelectMany(topic => OfTopic(examination, topic, mode, reactivate, doubtful, renew))];

    private static IEnumerable<Step> OfTopic(Examination examination, TopicLook topic, DoctorMode mode, bool reactivate, IReadOnlySet<long> doubtful, IReadOnlySet<long>? renew)
    {
        var asked = mode is DoctorMode.SetUp or DoctorMode.Repair;
        if (mode == DoctorMode.Look) yield break;
        if (topic.Kept is not { } kept)
        {
            if (asked) yield return new Step(topic.Topic, StepKind.Create, null);
            yield break;
        }
        var lost = examination.IsElsewhere(topic) || doubtful.Contains(kept.Id);
        if (mode == DoctorMode.Repair && (lost || renew?.Contains(kept.Id) == true))
            yield return new Step(topic.Topic, StepKind.Correct, kept, lost || kept.Status != WooWebhookStatus.Active);
        else if (kept.Status != WooWebhookStatus.Active && (asked || (kept.Status == WooWebhookStatus.Disabled && reactivate))) yield return new Step(topic.Topic, StepKind.Activate, kept);
        if (mode == DoctorMode.Repair)
            foreach (var other in topic.Others.Where(other => other.Status == WooWebhookStatus.Active)) yield return new Step(topic.Topic, StepKind.Pause, other, Gap: false);
    }
}
