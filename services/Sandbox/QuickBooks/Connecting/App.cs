namespace Sandbox.QuickBooks.Connecting;

/// <summary>The one app that is registered with the stand-in.</summary>
internal static class App
{
    public const string ClientId = "sandbox-client";
    public const string ClientSecret = "sandbox-secret";
    public const string Scope = "com.intuit.quickbooks.accounting";
    public const string FirstRefreshToken = "sandbox-refresh-1";
}
