namespace Credentials.Connecting;

/// <summary>Where a person begins to connect the company of a credential.</summary>
internal static class ConnectLink
{
    public static string Of(string credentialId) => $"/api/credentials/quickbooks/connect?credential_id={Uri.EscapeDataString(credentialId)}";
}
