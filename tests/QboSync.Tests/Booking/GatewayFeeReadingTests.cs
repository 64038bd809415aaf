using System.Text.Json;
using QboSync.Booking.GatewayFees;
using QboSync.Tests.Kit;
using Woo.Shapes;

namespace QboSync.Tests.Booking;

/// <summary>Fees as the gateways' plugins write them.</summary>
public sealed class GatewayFeeReadingTests
{
    [Theory]
    [InlineData("""{"_stripe_fee":"0.65","_stripe_net":"11.35","_stripe_currency":"USD"}""", "0.65", "USD", "Stripe")]
    [InlineData("""{"_stripe_fee":0.654,"_stripe_currency":"eur"}""", "0.65", "EUR", "Stripe")]
    [InlineData("""{"Stripe Fee":"1.10"}""", "1.10", "USD", "Stripe")]
    [InlineData("""{"_wcpay_transaction_fee":"1.84","_wcpay_intent_currency":"usd"}""", "1.84", "USD", "WooPayments")]
    [InlineData("""{"_paypal_transaction_fee":"3.05"}""", "3.05", "USD", "PayPal")]
    [InlineData("""{"PayPal Transaction Fee":"3.05"}""", "3.05", "USD", "PayPal")]
    [InlineData("""{"_ppcp_paypal_fees":{"gross_amount":{"currency_code":"AUD","value":"80.00"},"paypal_fee":{"currency_code":"AUD","value":"2.94"}}}""", "2.94", "AUD", "PayPal")]
    [InlineData("""{"_ppcp_paypal_fees":"{\"paypal_fee\":{\"currency_code\":\"USD\",\"value\":\"2.94\"}}"}""", "2.94", "USD", "PayPal")]
    [InlineData("""{"_ppcp_paypal_fees":[{"paypal_fee":{"currency_code":"USD","value":"2.94"}},{"paypal_fee":{"currency_code":"USD","value":"1.00"}}]}""", "3.94", "USD", "PayPal")]
    [InlineData("""{"_ppcp_paypal_fees":{"paypal_fee":{"currency_code":"USD","value":"2.94"}},"PayPal Transaction Fee":"2.94"}""", "2.94", "USD", "PayPal")]
    [InlineData("""{"_ppcp_paypal_fees":{"paypal_fee":{"currency_code":"USD","value":"2.94"}},"_ppcp_paypal_refund_fees":{"paypal_fee":{"currency_code":"USD","value":0.94}}}""", "2.00", "USD", "PayPal")]
    [InlineData("""{"_stripe_fee":"0"}""", "0", "USD", "Stripe")]
    public void A_fee_is_read_with_its_currency(string meta, string amount, string currency, string gateway) =>
        Assert.Equal(new GatewayFee(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), currency, gateway), GatewayFeeReading.Of(Read(meta)));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"_stripe_fee":""}""")]
    [InlineData("""{"_stripe_fee":null}""")]
    [InlineData("""{"_ppcp_paypal_fees":[]}""")]
    [InlineData("""{"_ppcp_paypal_fees":{"gross_amount":{"value":"1"}}}""")]
    [InlineData("""{"_ppcp_paypal_fees":""}""")]
    public void An_order_may_tell_of_none(string meta) => Assert.Null(GatewayFeeReading.Of(Read(meta)));

    [Theory]
    [InlineData("""{"_stripe_fee":"2,63"}""", "_stripe_fee")]
    [InlineData("""{"_ppcp_paypal_fees":"a:1:{s:3}"}""", "_ppcp_paypal_fees")]
    [InlineData("""{"_ppcp_paypal_fees":{"paypal_fee":{"value":"much"}}}""", "_ppcp_paypal_fees")]
    public void What_cannot_be_read_is_named(string meta, string key) =>
        Assert.Contains(key, Assert.Throws<WooShapeException>(() => GatewayFeeReading.Of(Read(meta))).Message);

    [Fact]
    public void Of_two_gateways_the_one_counts_that_was_paid_with()
    {
        var order = Read("""{"_stripe_fee":"0.65","PayPal Transaction Fee":"0.77"}""");

        Assert.Equal("Stripe", GatewayFeeReading.Of(order with { PaymentMethod = "stripe_klarna" })!.Gateway);
        Assert.Equal("PayPal", GatewayFeeReading.Of(order with { PaymentMethod = "ppcp-gateway" })!.Gateway);
        Assert.Equal("Stripe", GatewayFeeReading.Of(order with { PaymentMethod = "" })!.Gateway);
    }

    internal static WooOrder Read(string meta) => WooJson.Order(new Order(1).Json()) with
    {
        MetaData = [.. JsonElement.Parse(meta).EnumerateObject().Select((entry, index) => new WooMeta(index, entry.Name, entry.Value))],
    };
}
