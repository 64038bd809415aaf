using System.Globalization;
using Credentials.Entering;
using Credentials.Fields;
using Credentials.Storing;

namespace Credentials.HandingOut;

/// <summary>The fields of a credential as they are used now: an expired webhook secret is gone, a company has its start date.</summary>
internal static class UsableFields
{
    public static IReadOnlyDictionary<string, string> Of(Vault vault, IntegrationCredential row, TokenState? state, DateTimeOffset now)
    {
        var fields = FieldColumns.Get(vault, row);
        WebhookSecretChange.DropExpired(fields, now);
        if (state?.ConnectedAt is { } connected)
        {
            fields[FieldNames.ConnectedAt] = connected.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
            fields.TryAdd(FieldNames.StartDate, connected.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }
        return fields;
    }
}
