namespace Sandbox.Faults;

/// <summary>Which faults make sense for which requests.</summary>
internal static class FaultTargets
{
    /// <summary>The stand-ins by the first part of their paths.</summary>
    public static readonly IReadOnlyList<string> Systems = ["woocommerce", "quickbooks", "supabase"];

    private const string QuickBooksApi = "/quickbooks/v3/";
    private const string QuickBooksTokens = "/quickbooks/oauth2/v1/tokens/";

    /// <summary>Whether a request belongs to a stand-in.</summary>
    public static bool IsOf(string system, string path) => path.StartsWith($"/{system}/", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a fault can strike a request at all.</summary>
    public static bool Fits(this FaultKind kind, string method, string path) => kind switch
    {
        FaultKind.BatchItemFault or FaultKind.BatchItemsMissing => IsApi(path) && path.EndsWith("/batch", StringComparison.Ordinal),
        FaultKind.Throttle or FaultKind.Fault200 or FaultKind.ExpireTokens => IsApi(path),
        FaultKind.RotationLost => path.StartsWith(QuickBooksTokens, StringComparison.Ordinal),
        FaultKind.CommitThenDrop or FaultKind.LateCommit => Writes(method, path),
        _ => true,
    };

    /// <summary>Whether a request may change something whose outcome a caller has to settle. Tokens are not: losing them has a fault of its own.</summary>
    public static bool Writes(string method, string path) =>
        method is not ("GET" or "HEAD" or "OPTIONS") && !path.EndsWith("/query", StringComparison.Ordinal) && !path.StartsWith(QuickBooksTokens, StringComparison.Ordinal);

    private static bool IsApi(string path) => path.StartsWith(QuickBooksApi, StringComparison.Ordinal);
}
