using System.Globalization;
using QboSync.Company;
using Woo.Shapes;

namespace QboSync.Documents;

/// <summary>
/// Home currency for one unit of an order's currency, where the shop knows it. WooCommerce itself keeps no rates; WooPayments writes into
/// the order the rate at which the money was settled, or at least the one at which prices were shown. Everything else is left to
/// QuickBooks, which has a rate for every day: one of ours would only be another guess.
/// </summary>
public static class ExchangeRates
{
    private const string ShopCurrency = "_wcpay_multi_currency_order_default_currency";
    private const string Settled = "_wcpay_multi_currency_stripe_exchange_rate"; // shop currency for one of the order's
    private const string Shown = "_wcpay_multi_currency_order_exchange_rate"; // the order's currency for one of the shop's
    private const int Decimals = 9;

    /// <summary>The rate; null leaves it to QuickBooks.</summary>
    public static decimal? Of(WooOrder order, CompanyFacts company)
    {
        if (!company.MultiCurrency || order.Currency == company.HomeCurrency || Text(order, ShopCurrency) != company.HomeCurrency) return null;
        if (Rate(order, Settled) is { } settled) return Math.Round(settled, Decimals, MidpointRounding.AwayFromZero);
        return Rate(order, Shown) is { } shown ? Math.Round(1 / shown, Decimals, MidpointRounding.AwayFromZero) : null;
    }

    private static decimal? Rate(WooOrder order, string key) =>
        decimal.TryParse(Text(order, key), NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var rate) && rate is > 0.000001m and < 1_000_000m ? rate : null;

    private static string? Text(WooOrder order, string key) => order.MetaData.FirstOrDefault(meta => meta.Key == key)?.Text;
}
