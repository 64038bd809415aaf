using System.Globalization;
using Credentials.Alerting;
using Credentials.Connecting;
using Credentials.Fields;
using Credentials.Storing;

namespace Credentials.Expiring;

/// <summary>What a person must look after at a connection now, in words.</summary>
internal static class ConnectionMatters
{
    public static IReadOnlyList<Matter> Of(IntegrationCredential row, TokenState? state, DateTimeOffset now, IReadOnlyList<int> warnDays)
    {
        if (row is not { IsActive: true, Platform: Platforms.QuickBooks } || state is null) return [];
        var connect = ConnectLink.Of(row.Id);
        if (state.State == ConnectionState.Reconnect)
            return [new(AlertKind.ReconnectRequired, $"QuickBooks company {row.RealmId} (credential '{row.Id}') must be connected again; until then nothing is booked in it. {state.Reason} Connect it: GET {connect}", null)];
        return [.. ConnectionLife.Endings(state, now, warnDays).Select(ending => new Matter(ending.Kind, ending.Kind == AlertKind.ConsentEnding
            ? $"The consent of QuickBooks company {row.RealmId} (credential '{row.Id}') {Ends(ending.At, now)}, whatever is done. Connect the company again before: GET {connect}"
            : $"The refresh token of QuickBooks company {row.RealmId} (credential '{row.Id}') {Ends(ending.At, now)}, because it could not be refreshed for a long time. The log says why; if that does not help, connect the company again: GET {connect}", ending.Days))];
    }

    private static string Ends(DateTimeOffset at, DateTimeOffset now) =>
        string.Create(CultureInfo.InvariantCulture, $"{(at <= now ? "ended" : "ends")} on {at:yyyy-MM-dd HH:mm} UTC");
}
