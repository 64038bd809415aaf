using Webhooks.Alerting;
using Woo.Reading;
using Woo.Shapes;

namespace Webhooks.Doctoring;

/// <summary>Raises what a visit found and resolves what it did not: one alert of a kind per store.</summary>
public sealed class DoctorAlerts(AlertBook book)
{
    /// <summary>Switched on so often within a day, it is switched off for a lasting cause.</summary>
    public const int Often = 3;

    private const int Patience = 3;
    private static readonly string[] OfWebhooks = [AlertKinds.WebhookDisabled, AlertKinds.WebhookMissing, AlertKinds.SecretChanged, AlertKinds.ShopSilent];

    /// <summary>Tells of a visit.</summary>
    public async Task TellAsync(Visit visit, WooFault? fault, CancellationToken cancel)
    {
        var store = visit.Store.Id;
        // A shop that is away for a moment is no news; one whose key is refused is.
        if (fault is null) await book.ResolveAsync(AlertKinds.ShopUnreadable, store, cancel);
        else if (!fault.IsTransient || visit.Memory.Unreadable >= Patience) await TellAsync(visit, AlertKinds.ShopUnreadable, "", cancel);

        if (visit.Examination is not null)
        {
            foreach (var kind in OfWebhooks) await TellAsync(visit, kind, Step(visit, kind), cancel);
        }
        if (visit.Examination is not null || visit.Findings.Any(finding => finding.Code == AlertKinds.DeliveryAddress)) await TellAsync(visit, AlertKinds.DeliveryAddress, "", cancel);
        await TellAsync(visit, AlertKinds.ShopCloned, Cut(string.Join(' ', visit.Memory.Clones.Keys.Order(StringComparer.Ordinal))), cancel);
    }

    private async Task TellAsync(Visit visit, string kind, string step, CancellationToken cancel)
    {
        var found = visit.Findings.Where(finding => finding.Code == kind && finding.Level != Finding.Info).ToList();
        if (found.Count > 0) await book.RaiseAsync(kind, visit.Store.Id, Message(visit, kind, found), cancel, step);
        // What is switched off again and again is not well because it is on at this moment.
        else if (kind != AlertKinds.WebhookDisabled || visit.Memory.Reactivated.Count < Often) await book.ResolveAsync(kind, visit.Store.Id, cancel);
    }

    private static string Message(Visit visit, string kind, List<Finding> found)
    {
        var often = kind == AlertKinds.WebhookDisabled && visit.Memory.Reactivated.Count >= Often
            ? $"Webhooks of this shop were switched on again {visit.Memory.Reactivated.Count} times within a day; the cause lasts. " : "";
        return $"{often}{string.Join(' ', found.Select(finding => finding.Message).Distinct())} {string.Join(' ', found.Select(finding => finding.Fix).OfType<string>().Distinct())}".TrimEnd();
    }

    private static string Step(Visit visit, string kind) => kind switch
    {
        AlertKinds.WebhookDisabled when visit.Memory.Reactivated.Count >= Often => "again",
        AlertKinds.WebhookDisabled when visit.Examination!.Topics.Any(topic => !topic.IsActive && topic.Kept?.Status == WooWebhookStatus.Paused) => "paused",
        _ => "",
    };

    private static string Cut(string text) => text.Length <= 200 ? text : text[..200];
}
