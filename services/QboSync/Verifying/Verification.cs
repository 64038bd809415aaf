using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using QboSync.Sending;
using QboSync.Settings;
using QboSync.Storage;
using QboSync.Talking;
using Syncing.Working;

namespace QboSync.Verifying;

/// <summary>
/// Verify mode: after an older database was put back, QuickBooks is asked before every create whether the document is there already, and one
/// that is gets taken over. It stays on, restarts included, until somebody ends it.
/// </summary>
public sealed class Verification(
    VerifyBook modes, RestoreCheck restored, DocumentSearch search, IOptions<QuickBooksOptions> options, ILogger<Verification> log)
{
    // A document of a remembered requestid that is older than our sending by this much was made before the database came to be as it is.
    private static readonly TimeSpan Replayed = TimeSpan.FromMinutes(10);

    /// <summary>The document that the row's body would make a second time; null where there is none, or where it is not needed to ask.</summary>
    /// <param name="company">Where to.</param>
    /// <param name="row">Not booked; its body is what would be sent.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="FaultException">There are several, or QuickBooks cannot be asked.</exception>
    public async Task<JsonObject?> FoundAsync(QuickBooksCompany company, BookedDocument row, CancellationToken cancel)
    {
        await restored.CheckAsync(company, cancel);
        var mode = (await modes.KnownAsync(cancel)).FirstOrDefault(mode => mode.Account == company.Realm && mode.Active);
        if (mode is null && !options.Value.Verify) return null;
        var found = await search.FindAsync(company, row, mode?.Since ?? DateTimeOffset.UnixEpoch, mode?.StartedAt ?? DateTimeOffset.MinValue, cancel);
        if (found.Count > 1) throw DocumentSearch.FoundTwice(row, found);
        await modes.CountAsync(company.Realm, found.Count == 1, cancel);
        if (found.Count == 0) return null;
        log.LogInformation("{Kind} {Source} was in QuickBooks already as {Id}: taken over", row.Kind, row.SourceId, found[0].Id());
        return found[0];
    }

    /// <summary>Looks at what a create was answered: an old document says that this request was made before, by a database that is not here any more.</summary>
    public async Task NoticeAsync(QuickBooksCompany company, JsonObject made, DateTimeOffset sentAt, CancellationToken cancel)
    {
        if (!DateTimeOffset.TryParse(made.Text("MetaData", "CreateTime"), CultureInfo.InvariantCulture, out var createdAt) || createdAt >= sentAt - Replayed) return;
        log.LogWarning("QuickBooks answered a new document with one of {CreatedAt}: the database is older than the books", createdAt);
        await modes.BeginAsync(company.Realm, "replayed", createdAt - Replayed, cancel);
    }

    /// <summary>Begins it by hand.</summary>
    public async Task BeginAsync(string account, CancellationToken cancel) =>
        await modes.BeginAsync(account, "asked", await restored.SinceAsync(account, cancel), cancel);
}
