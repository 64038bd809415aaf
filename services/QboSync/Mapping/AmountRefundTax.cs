namespace QboSync.Mapping;

/// <summary>What a refund by amount alone does to sales tax.</summary>
public enum AmountRefundTax
{
    /// <summary>Nothing, as in WooCommerce's own tax report.</summary>
    Untaxed,

    /// <summary>It gives back the share of tax that the order has.</summary>
    Proportional,
}
