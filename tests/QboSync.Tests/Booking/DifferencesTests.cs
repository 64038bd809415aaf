using System.Text.Json.Nodes;
using QboSync.Booking;

namespace QboSync.Tests.Booking;

/// <summary>What differs, in words.</summary>
public sealed class DifferencesTests
{
    private const string Stands = """
        {"Id":"1","SyncToken":"2","TxnDate":"2026-11-21","TotalAmt":12.00,"CustomerRef":{"value":"5","name":"Jane Doe"},
         "Line":[{"Id":"1","LineNum":1,"Amount":12,"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"ItemRef":{"value":"3","name":"Mug"},"Qty":1}},
                 {"Amount":12,"DetailType":"SubTotalLineDetail","SubTotalLineDetail":{}}]}
        """;

    [Theory]
    [InlineData("""{"TxnDate":"2026-11-21","CustomerRef":{"value":"5"},"TxnTaxDetail":{"TotalTax":0.00},"Line":[{"LineNum":1,"Amount":12.00,"SalesItemLineDetail":{"ItemRef":{"value":"3"},"Qty":1,"TaxCodeRef":{"value":"NON"}}}]}""", "")]
    [InlineData("""{"TxnTaxDetail":{"TotalTax":1.07}}""", "sales tax")]
    [InlineData("""{"Line":[{"Amount":12.00,"SalesItemLineDetail":{"ItemRef":{"value":"4"},"Qty":1}}]}""", "lines")]
    [InlineData("""{"TxnDate":"2026-11-22"}""", "date (2026-11-21, now 2026-11-22)")]
    [InlineData("""{"Line":[{"Amount":24.00}]}""", "lines")]
    [InlineData("""{"Line":[{"Amount":12.00,"SalesItemLineDetail":{"ItemRef":{"value":"3"},"Qty":1}},{"Amount":1.00}]}""", "lines")]
    [InlineData("""{"CustomerMemo":{"value":"hurry"},"BillAddr":{"City":"Albany"}}""", "message to the customer, billing address")]
    public void Only_what_the_order_says_is_compared(string wanted, string words) =>
        Assert.Equal(words, string.Join(", ", Differences.Of(Parse(Stands), Parse(wanted))));

    [Fact]
    public void Both_sums_are_shown() =>
        Assert.Equal("WooCommerce says 24.00, QuickBooks holds 12.00; different: lines", Differences.Words(Parse(Stands), Parse("""{"Line":[{"Amount":24.00}]}"""), 24.00m));

    [Fact]
    public void An_equal_sum_is_said_to_be_equal() =>
        Assert.Equal("the total is the same (12.00); different: message to the customer", Differences.Words(Parse(Stands), Parse("""{"CustomerMemo":{"value":"x"}}"""), 12.00m));

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
