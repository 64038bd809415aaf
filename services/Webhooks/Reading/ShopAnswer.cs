namespace Webhooks.Reading;

/// <summary>What the shop said about one record.</summary>
/// <param name="Body">The record as read; null where only refunds were asked for, or where there is none.</param>
/// <param name="Refunds">The order's refunds; null where it has none.</param>
/// <param name="Trashed">The record lies in the trash.</param>
/// <param name="Gone">The shop has no such record, in WooCommerce's own words.</param>
/// <param name="Problem">Why nothing is known.</param>
/// <param name="RetryAfter">How long the shop asked us to wait.</param>
internal sealed record ShopAnswer(string? Body, string? Refunds, bool Trashed = false, bool Gone = false, string? Problem = null, TimeSpan? RetryAfter = null)
{
    public static ShopAnswer Away(string problem, TimeSpan? retryAfter = null) => new(null, null, Problem: problem, RetryAfter: retryAfter);

    public static readonly ShopAnswer IsGone = new(null, null, Gone: true);
}
