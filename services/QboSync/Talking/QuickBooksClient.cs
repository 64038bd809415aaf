using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using QboSync.Metering;
using QboSync.Pacing;
using QboSync.Previewing;
using QboSync.Sending;
using QboSync.Settings;
using Syncing.Working;

namespace QboSync.Talking;

/// <summary>Opens companies.</summary>
public sealed class QuickBooksClient(
    IHttpClientFactory clients, AccessTokens tokens, PaceBook paces, DocumentBook documents, Meter meter, IOptions<QuickBooksOptions> options,
    TimeProvider clock, ILogger<QuickBooksCompany> log) : IDisposable
{
    internal const string HttpClientName = "quickbooks";

    private readonly ConcurrentDictionary<string, Lazy<CompanyLine>> _lines = new();

    /// <summary>The company of an account, opened anew: one that is found closed stays closed to whoever opened it.</summary>
    /// <param name="account">The account.</param>
    /// <param name="rehearsal">Takes its writes, for a preview; null lets them through.</param>
    public QuickBooksCompany Open(TargetAccount account, Rehearsal? rehearsal = null) =>
        new(account.Account, account.Credential.Id, clients, tokens, new Uri(options.Value.ApiBaseUrl.TrimEnd('/') + "/"), Line(account.Account), log) { Rehearsal = rehearsal };

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var line in _lines.Values) line.Value.Pace.Dispose();
    }

    private CompanyLine Line(string realm) => _lines.GetOrAdd(realm, new Lazy<CompanyLine>(() =>
    {
        var pace = new CompanyPace(realm, paces, options, clock, log);
        return new CompanyLine(pace, new Gathering(pace, documents, options, clock), meter);
    })).Value;
}
