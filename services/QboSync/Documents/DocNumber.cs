namespace QboSync.Documents;

/// <summary>Numbers of documents, at most <see cref="Limits.DocNumber"/> characters.</summary>
public static class DocNumber
{
    /// <summary>An order's: the prefix and what the customer reads, else the prefix and the order's id.</summary>
    public static string OfOrder(string prefix, string number, string orderId) => Fitting($"{prefix}{number}", $"{prefix}{orderId}");

    /// <summary>A refund's: the order's and the refund's id.</summary>
    public static string OfRefund(string prefix, string number, string orderId, string refundId) =>
        Fitting($"{prefix}{number}-R{refundId}", $"{prefix}{orderId}-R{refundId}", $"{prefix}R{refundId}");

    private static string Fitting(params ReadOnlySpan<string> candidates)
    {
        foreach (var candidate in candidates)
            if (candidate.Length <= Limits.DocNumber) return candidate;
        return PlainText.Cut(candidates[^1], Limits.DocNumber);
    }
}
