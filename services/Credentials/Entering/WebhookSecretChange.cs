using System.Globalization;
using static Credentials.Fields.FieldNames;

namespace Credentials.Entering;

/// <summary>
/// Two webhook secrets live while one is exchanged for the other, because deliveries signed with the old one are still on their way.
/// </summary>
internal static class WebhookSecretChange
{
    public static readonly TimeSpan PreviousLivesFor = TimeSpan.FromDays(7);

    /// <summary>Adds to <paramref name="merged"/> since when its secret is valid, and the secret before it with its end.</summary>
    public static void Apply(IReadOnlyDictionary<string, string> stored, Dictionary<string, string> merged, DateTimeOffset now)
    {
        var old = stored.GetValueOrDefault(WebhookSecret);
        var changed = old is not null && merged.GetValueOrDefault(WebhookSecret) != old;
        var enteredPrevious = merged.GetValueOrDefault(PreviousWebhookSecret) != stored.GetValueOrDefault(PreviousWebhookSecret);

        if (changed && !enteredPrevious) merged[PreviousWebhookSecret] = old!;
        if (changed || enteredPrevious) merged[PreviousWebhookSecretUntil] = Text(now + PreviousLivesFor);
        if (changed || !merged.ContainsKey(WebhookSecretSince)) merged[WebhookSecretSince] = Text(now);
        if (!merged.ContainsKey(PreviousWebhookSecret)) merged.Remove(PreviousWebhookSecretUntil);
    }

    /// <summary>Takes the previous secret out once its time is over.</summary>
    public static void DropExpired(Dictionary<string, string> fields, DateTimeOffset now)
    {
        if (!fields.TryGetValue(PreviousWebhookSecretUntil, out var until) || At(until) > now) return;
        fields.Remove(PreviousWebhookSecret);
        fields.Remove(PreviousWebhookSecretUntil);
    }

    private static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
}
