namespace Credentials.Fields;

/// <summary>The three kinds of credential, as they stand in the JSON and in the table.</summary>
internal static class Platforms
{
    public const string WooCommerce = "woocommerce";
    public const string QuickBooks = "quickbooks";
    public const string Supabase = "supabase";

    public static readonly IReadOnlyList<string> All = [WooCommerce, QuickBooks, Supabase];

    /// <summary>A tenant has at most one active credential of these.</summary>
    public static bool IsTarget(string platform) => platform is QuickBooks or Supabase;
}
