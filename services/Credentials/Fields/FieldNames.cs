namespace Credentials.Fields;

/// <summary>Names of the fields, as they stand in the JSON.</summary>
internal static class FieldNames
{
    public const string StoreUrl = "store_url";
    public const string ConsumerKey = "consumer_key";
    public const string ConsumerSecret = "consumer_secret";
    public const string WebhookSecret = "webhook_secret";
    public const string WebhookSecretSince = "webhook_secret_since";
    public const string PreviousWebhookSecret = "previous_webhook_secret";
    public const string PreviousWebhookSecretUntil = "previous_webhook_secret_until";
    public const string ClientId = "client_id";
    public const string ClientSecret = "client_secret";
    public const string RealmId = "realm_id";
    public const string StartDate = "start_date";
    public const string ConnectedAt = "connected_at";
    public const string AccessToken = "access_token";
    public const string RefreshToken = "refresh_token";
    public const string ExpiresAt = "expires_at";
    public const string ProjectUrl = "project_url";
    public const string ServiceRoleKey = "service_role_key";
}
