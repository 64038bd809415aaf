namespace Woo.Shapes;

/// <summary>What an order says of one of its refunds; the whole is <see cref="WooRefund"/>.</summary>
/// <param name="Id">The refund's id.</param>
/// <param name="Reason">As typed by the shop; "" where none.</param>
/// <param name="Total">Gross and negative: -66.66.</param>
/// <param name="TotalTax">Of that, tax, negative; null where the shop's version does not say.</param>
public sealed record WooRefundSummary(long Id, string Reason, decimal Total, decimal? TotalTax)
{
    internal static WooRefundSummary Read(WooField refund) =>
        new(refund["id"].Id(), refund["reason"].Text(), refund["total"].Money(), refund["total_tax"].MoneyOrNull());
}
