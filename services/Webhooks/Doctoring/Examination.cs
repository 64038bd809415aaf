using Woo.Shapes;

namespace Webhooks.Doctoring;

/// <summary>What stands in a shop for one topic.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Kept">The webhook that counts; null where there is none of ours.</param>
/// <param name="Others">Further ones of ours for the same topic.</param>
public sealed record TopicLook(string Topic, WooWebhook? Kept, IReadOnlyList<WooWebhook> Others)
{
    /// <summary>Whether deliveries of this topic leave the shop.</summary>
    public bool IsActive => Kept?.Status == WooWebhookStatus.Active || Others.Any(other => other.Status == WooWebhookStatus.Active);

    /// <summary>Those beside the one that counts that deliver too.</summary>
    public IEnumerable<WooWebhook> Doubles => Kept?.Status == WooWebhookStatus.Active ? Others.Where(other => other.Status == WooWebhookStatus.Active) : [];
}

/// <summary>A shop's webhooks held against what should be there.</summary>
/// <param name="Address">Where they should deliver to; null where that is not known.</param>
/// <param name="Topics">The eleven topics, then others that deliver here too.</param>
public sealed record Examination(string? Address, IReadOnlyList<TopicLook> Topics)
{
    /// <summary>Examines.</summary>
    /// <param name="webhooks">All of the shop's.</param>
    /// <param name="storeId">Id of the credential.</param>
    /// <param name="address">Where they should deliver to; null: where most of ours do.</param>
    public static Examination Of(IReadOnlyList<WooWebhook> webhooks, string storeId, string? address)
    {
        var ours = webhooks.Where(webhook => DeliveryAddress.IsOurs(webhook.DeliveryUrl, storeId)).ToList();
        address ??= ours.GroupBy(webhook => webhook.DeliveryUrl).OrderByDescending(group => group.Count(webhook => webhook.Status == WooWebhookStatus.Active)).ThenByDescending(group => group.Count())
            .FirstOrDefault()?.Key;
        var topics = OurTopics.All.Concat(ours.Select(webhook => webhook.Topic).Except(OurTopics.All).Order(StringComparer.Ordinal));
        return new Examination(address, [.. topics.Select(topic => Look(topic, ours, address))]);
    }

    /// <summary>Whether any webhook of the shop is ours.</summary>
    public bool HasOurs => Topics.Any(topic => topic.Kept is not null);

    /// <summary>Ids of ours.</summary>
    public HashSet<long> Ids => [.. Topics.SelectMany(topic => topic.Others.Append(topic.Kept)).OfType<WooWebhook>().Select(webhook => webhook.Id)];

    /// <summary>Whether the one that counts delivers to another address than it should.</summary>
    public bool IsElsewhere(TopicLook topic) => topic.Kept is { } kept && Address is { } address && !DeliveryAddress.Same(kept.DeliveryUrl, address);

    // The right address first, then what delivers, then the older one.
    private static TopicLook Look(string topic, List<WooWebhook> ours, string? address)
    {
        var ranked = ours.Where(webhook => webhook.Topic == topic)
            .OrderBy(webhook => address is not null && DeliveryAddress.Same(webhook.DeliveryUrl, address) ? 0 : 1)
            .ThenBy(webhook => webhook.Status switch { WooWebhookStatus.Active => 0, WooWebhookStatus.Disabled => 1, _ => 2 })
            .ThenBy(webhook => webhook.Id).ToList();
        return new TopicLook(topic, ranked.FirstOrDefault(), [.. ranked.Skip(1)]);
    }
}
