namespace Credentials.Tests.Driving;

/// <summary>Bodies as a person would send them.</summary>
public static class Bodies
{
    public const string ConsumerKey = "ck_0123456789abcdef0123456789abcdef01234567";
    public const string ConsumerSecret = "cs_76543210fedcba9876543210fedcba9876543210";
    public const string WebhookSecret = "WebhookSecretOfTheShop";
    public const string ClientSecret = "ClientSecretOfTheApp";
    public const string ServiceRoleKey = "sb_secret_ServiceRoleKeyOfTheProject";

    public static object Woo(string storeUrl = "https://shop.example", string tenant = "default-tenant", bool active = true, string webhookSecret = WebhookSecret) => new
    {
        tenant_id = tenant, platform = "woocommerce", is_active = active,
        credentials = new { store_url = storeUrl, consumer_key = ConsumerKey, consumer_secret = ConsumerSecret, webhook_secret = webhookSecret },
    };

    public static object Supabase(string projectUrl = "https://abc.supabase.co", string tenant = "default-tenant", bool active = true, string key = ServiceRoleKey) => new
    {
        tenant_id = tenant, platform = "supabase", is_active = active,
        credentials = new { project_url = projectUrl, service_role_key = key },
    };

    public static object QuickBooks(string tenant = "default-tenant", bool active = true) => new
    {
        tenant_id = tenant, platform = "quickbooks", is_active = active,
        credentials = new { client_id = "ClientIdOfTheApp", client_secret = ClientSecret },
    };

    public static object QuickBooks(string refresh, string? access, DateTimeOffset? expires, string realm = "9130350000000001") => new
    {
        tenant_id = "default-tenant", platform = "quickbooks",
        credentials = new { client_id = "ClientIdOfTheApp", client_secret = ClientSecret, realm_id = realm },
        oauth_tokens = new { access_token = access, refresh_token = refresh, expires_at = expires?.ToString("O") },
    };
}
