using static Credentials.Fields.FieldNames;

namespace Credentials.Fields;

/// <summary>Which fields each platform has.</summary>
internal static class FieldRules
{
    private static readonly Dictionary<string, IReadOnlyList<FieldRule>> Credentials = new()
    {
        [Platforms.WooCommerce] =
        [
            new(StoreUrl, Required: true, Secret: false, FieldChecks.Url) { Tidy = text => FieldChecks.TidyUrl(text, "/wp-json/wc/v3", "/wp-json") },
            new(ConsumerKey, Required: true, Secret: true, text => FieldChecks.WooKey(text, "ck_")),
            new(ConsumerSecret, Required: true, Secret: true, text => FieldChecks.WooKey(text, "cs_")),
            new(WebhookSecret, Required: true, Secret: true, FieldChecks.WebhookSecret),
            new(PreviousWebhookSecret, Required: false, Secret: true, FieldChecks.WebhookSecret),
        ],
        [Platforms.QuickBooks] =
        [
            new(ClientId, Required: true, Secret: false, FieldChecks.Token),
            new(ClientSecret, Required: true, Secret: true, FieldChecks.Token),
            new(RealmId, Required: false, Secret: false, FieldChecks.Realm),
            new(StartDate, Required: false, Secret: false, FieldChecks.Date),
        ],
        [Platforms.Supabase] =
        [
            new(ProjectUrl, Required: true, Secret: false, FieldChecks.Url) { Tidy = text => FieldChecks.TidyUrl(text, "/rest/v1") },
            new(ServiceRoleKey, Required: true, Secret: true, FieldChecks.Token),
        ],
    };

    private static readonly IReadOnlyList<FieldRule> Tokens =
    [
        new(AccessToken, Required: false, Secret: true, FieldChecks.Token),
        new(RefreshToken, Required: true, Secret: true, FieldChecks.Token),
        new(ExpiresAt, Required: false, Secret: false, FieldChecks.Instant),
    ];

    public static IReadOnlyList<FieldRule> OfCredentials(string platform) => Credentials[platform];

    public static IReadOnlyList<FieldRule> OfTokens(string platform) => platform == Platforms.QuickBooks ? Tokens : [];

    /// <summary>The platforms that have a field of this name.</summary>
    public static IEnumerable<string> PlatformsWith(string field) => Platforms.All.Where(platform => OfCredentials(platform).Any(rule => rule.Name == field));
}
