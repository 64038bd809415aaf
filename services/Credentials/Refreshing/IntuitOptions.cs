namespace Credentials.Refreshing;

/// <summary>Settings under <c>QuickBooks</c> that this service uses: Intuit's addresses.</summary>
internal sealed class IntuitOptions
{
    public string AuthorizeUrl { get; set; } = "https://appcenter.intuit.com/connect/oauth2";

    public string TokenUrl { get; set; } = "https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer";

    public string RevokeUrl { get; set; } = "https://developer.api.intuit.com/v2/oauth2/tokens/revoke";

    public string ApiBaseUrl { get; set; } = "https://quickbooks.api.intuit.com";

    /// <summary>Where Intuit sends the browser back to, as entered on the app's page; empty: this service's own address as the browser called it.</summary>
    public string RedirectUrl { get; set; } = "";

    public IEnumerable<string> NotAddresses()
    {
        foreach (var (name, value) in new[] { (nameof(AuthorizeUrl), AuthorizeUrl), (nameof(TokenUrl), TokenUrl), (nameof(RevokeUrl), RevokeUrl), (nameof(ApiBaseUrl), ApiBaseUrl) })
            if (!IsAddress(value)) yield return name;
        if (RedirectUrl.Length > 0 && !IsAddress(RedirectUrl)) yield return nameof(RedirectUrl);
    }

    private static bool IsAddress(string value) => Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme is ("http" or "https");
}

internal sealed class IntuitOptionsCheck : Microsoft.Extensions.Options.IValidateOptions<IntuitOptions>
{
    public Microsoft.Extensions.Options.ValidateOptionsResult Validate(string? name, IntuitOptions options) =>
        options.NotAddresses().ToList() is { Count: > 0 } wrong
            ? Microsoft.Extensions.Options.ValidateOptionsResult.Fail(wrong.Select(setting => $"Setting QuickBooks:{setting} must be an absolute http(s) address."))
            : Microsoft.Extensions.Options.ValidateOptionsResult.Success;
}
