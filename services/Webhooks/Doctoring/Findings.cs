using System.Globalization;
using Webhooks.Alerting;
using Webhooks.Journal;
using Webhooks.Judging;
using Woo.Reading;
using Woo.Shapes;

namespace Webhooks.Doctoring;

/// <summary>Puts what was seen into words. Pure.</summary>
public static class Findings
{
    private const string Call = "POST /api/webhooks/doctor";

    /// <summary>Of the webhooks themselves, after what was done.</summary>
    /// <param name="after">As they stand.</param>
    /// <param name="treated">What was done.</param>
    /// <param name="mode">How far the visit might go.</param>
    public static IEnumerable<Finding> OfTopics(Examination after, Treated treated, DoctorMode mode)
    {
        if (!after.HasOurs)
        {
            yield return new(Finding.Error, AlertKinds.WebhookMissing, "The shop has no webhook that delivers here: it announces nothing.", $"Create them: {Call} with delivery_url.");
            yield break;
        }
        foreach (var topic in after.Topics)
        {
            if (topic.Kept is not { } kept)
            {
                yield return new(Finding.Error, AlertKinds.WebhookMissing, $"No webhook announces {topic.Topic} here.", $"Create it: {Call}.", topic.Topic);
                continue;
            }
            if (mode == DoctorMode.Watch && treated.Did(StepKind.Activate, topic.Topic))
                yield return new(Finding.Warning, AlertKinds.WebhookDisabled, $"Webhook {kept.Id} ({topic.Topic}) was switched off. It was switched on again, and what it did not announce is read from the shop.",
                    "WooCommerce switches a webhook off after a row of deliveries that were not answered 200 to 302: was the platform or its proxy down?", topic.Topic, kept.Id);
            else if (!topic.IsActive && kept.Status == WooWebhookStatus.Paused)
                yield return new(Finding.Error, AlertKinds.WebhookDisabled, $"Webhook {kept.Id} ({topic.Topic}) is paused: a person did that, so it is left alone. Nothing of it arrives.", $"Switch it on in WooCommerce, or with {Call}.", topic.Topic, kept.Id);
            else if (!topic.IsActive)
                yield return new(Finding.Error, AlertKinds.WebhookDisabled, $"Webhook {kept.Id} ({topic.Topic}) is switched off. Nothing of it arrives.", $"Switch it on: {Call}.", topic.Topic, kept.Id);
            if (after.IsElsewhere(topic))
                yield return new(Finding.Warning, AlertKinds.DeliveryAddress, $"Webhook {kept.Id} ({topic.Topic}) delivers to {kept.DeliveryUrl} and not to {after.Address}.", $"Correct it: {Call} with \"repair\": true.", topic.Topic, kept.Id);
            foreach (var other in topic.Doubles)
                yield return new(Finding.Info, "webhook_duplicate", $"Webhooks {kept.Id} and {other.Id} both announce {topic.Topic} here: harmless, each delivery comes twice.", $"Pause the second: {Call} with \"repair\": true.", topic.Topic, other.Id);
        }
    }

    /// <summary>Of steps that the shop refused.</summary>
    public static IEnumerable<Finding> OfFailures(Treated treated)
    {
        foreach (var group in treated.Failed.GroupBy(failed => failed.Why))
        {
            var steps = string.Join(", ", group.GroupBy(failed => failed.Step.Kind).Select(kind => $"{Verb(kind.Key)} {string.Join(", ", kind.Select(failed => failed.Step.Topic))}"));
            // The list could be read with the same key a moment before, so a refusal is one of rights, in whatever language it came.
            yield return group.Key.IsUnauthorised
                ? new(Finding.Error, "key_may_not_write", $"The REST key may read the shop's webhooks and not change them; not done: {steps}. The shop says: {group.Key.Message}",
                    "Give the key the permission Read/Write (WooCommerce > Settings > Advanced > REST API) and a user who is administrator or shop manager, or create the webhooks by hand.")
                : new(Finding.Error, "shop_refused", $"The shop did not take it; not done: {steps}. {group.Key.Message}", "Mend what it names and call again: what is done already is not done twice.");
        }
    }

    /// <summary>Of the address that deliveries go to.</summary>
    /// <param name="address">It.</param>
    /// <param name="answer">What it answered.</param>
    /// <param name="arrives">Verified deliveries came in a moment ago.</param>
    public static IEnumerable<Finding> OfAddress(string address, AddressAnswer answer, bool arrives)
    {
        if (answer.Problem is { } problem)
            yield return arrives && answer.FromHere
                ? new(Finding.Info, "address_not_reached_from_here", $"{problem} Deliveries arrive all the same.")
                : new(Finding.Error, AlertKinds.DeliveryAddress, problem, answer.Fix);
        if (answer.Problem is null && DeliveryAddress.Unsendable(address) is { } unsendable)
            yield return new(Finding.Info, "address_not_public", $"A real WooCommerce does not send to {address}: {unsendable}.", "Give a public https address as delivery_url.");
    }

    /// <summary>Of deliveries that were refused.</summary>
    public static IEnumerable<Finding> OfSecrets(IEnumerable<Refusal> doubtful) => doubtful.Select(refusal =>
        new Finding(Finding.Error, AlertKinds.SecretChanged,
            $"Deliveries of webhook {refusal.WebhookId} are refused ({refusal.Count} in all, the last at {refusal.LastAt.UtcDateTime.ToString("u", CultureInfo.InvariantCulture)}): it signs with another secret than the credential's webhook_secret, and none came with a good signature since.",
            $"Set the secret in the shop anew: {Call} with \"repair\": true. Or, if it was changed there on purpose, PUT the new one as webhook_secret of the credential.", WebhookId: refusal.WebhookId));

    /// <summary>Of records that the shop told nobody of.</summary>
    public static Finding OfSilence(string entity, SilenceMemory silence) => new(Finding.Error, AlertKinds.ShopSilent,
        $"The shop has {entity.TrimEnd('s')} {silence.Untold} since {silence.Since?.UtcDateTime.ToString("u", CultureInfo.InvariantCulture)}, and no delivery told of it or of any other of its {entity} since. It is read from the shop.",
        "Deliveries leave the shop with WP-Cron: see WooCommerce > Status > Scheduled Actions for pending woocommerce_deliver_webhook_async. Set up a real cron job for wp-cron.php.");

    /// <summary>Of deliveries that name another address.</summary>
    public static Finding OfClone(string storeUrl, string source, CloneSeen seen) => new(Finding.Error, AlertKinds.ShopCloned,
        $"{seen.Count} deliveries with this store's signature came from {source}, the last at {seen.LastAt.UtcDateTime.ToString("u", CultureInfo.InvariantCulture)}; the credential's store_url is {storeUrl}. They are held and nothing of them is written.",
        $"If {source} is a copy of the shop, delete its webhooks there. If it is the same shop: POST /api/webhooks/doctor/accept-source, or change the credential's store_url.");

    /// <summary>Of a shop that calls itself otherwise than the credential.</summary>
    public static Finding? OfName(string storeUrl, string home) => home.Length == 0 || home.TrimEnd('/') == storeUrl.TrimEnd('/') ? null
        : ShopName.Of(home) == ShopName.Of(storeUrl)
            ? new(Finding.Info, "shop_named_otherwise", $"store_url is {storeUrl}, and WordPress calls itself {home}.")
            : new(Finding.Warning, "shop_named_otherwise", $"store_url is {storeUrl}, and the shop that answers there calls itself {home}. Deliveries that name {home} are taken for this store's.",
                "Is store_url the right shop? Set it to the address that WordPress has for itself (Settings > General > Site Address).");

    /// <summary>Of a shop that cannot be read.</summary>
    public static Finding OfFault(string storeUrl, WooFault fault) => new(Finding.Error, AlertKinds.ShopUnreadable, $"{storeUrl} cannot be read: {fault.Message}",
        fault.IsUnauthorised ? "Mend the key (WooCommerce > Settings > Advanced > REST API) and PUT consumer_key and consumer_secret of the credential; POST /api/credentials/{id}/test says more." : "POST /api/credentials/{id}/test says more.");

    private static string Verb(StepKind kind) => kind switch { StepKind.Create => "create", StepKind.Activate => "switch on", StepKind.Correct => "correct", _ => "pause" };
}
