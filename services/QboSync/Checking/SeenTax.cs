namespace QboSync.Checking;

/// <summary>A tax rate that orders of the shop carry.</summary>
/// <param name="RateId">WooCommerce's <c>rate_id</c>.</param>
/// <param name="Code">WooCommerce's <c>rate_code</c>, such as <c>GB-VAT-1</c>.</param>
/// <param name="Label">What customers read.</param>
/// <param name="Percent">Null where the shop's version does not say.</param>
public sealed record SeenTax(long RateId, string Code, string Label, decimal? Percent);
