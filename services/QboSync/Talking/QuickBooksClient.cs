using Microsoft.Extensions.Options;
using QboSync.Settings;
using Syncing.Working;

namespace QboSync.Talking;

/// <summary>Opens companies.</summary>
public sealed class QuickBooksClient(IHttpClientFactory clients, AccessTokens tokens, IOptions<QuickBooksOptions> options, ILogger<QuickBooksCompany> log)
{
    internal const string HttpClientName = "quickbooks";

    /// <summary>The company of an account.</summary>
    public QuickBooksCompany Open(TargetAccount account) =>
        new(account.Account, account.Credential.Id, clients, tokens, new Uri(options.Value.ApiBaseUrl.TrimEnd('/') + "/"), log);
}
