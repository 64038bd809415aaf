using System.Text.Json.Nodes;
using QboSync.Adopting;
using QboSync.Tests.Kit;
using Woo.Shapes;

namespace QboSync.Tests.Adopting;

/// <summary>Whether a document is the order's.</summary>
public sealed class ResemblanceTests
{
    private const string Same = """{"Id":"5","DocNumber":"1","TotalAmt":12,"CurrencyRef":{"value":"USD"},"CustomerRef":{"value":"9","name":"Jane Doe"}}""";

    [Theory]
    [InlineData(Same, 0)]
    [InlineData("""{"DocNumber":"WC-1","TotalAmt":12.00,"BillEmail":{"Address":"JANE@example.test"},"CustomerRef":{"value":"8","name":"J. D."}}""", 0)]
    [InlineData("""{"DocNumber":"wc-1","TotalAmt":12.00,"CustomerRef":{"value":"77"}}""", 0)]
    [InlineData("""{"DocNumber":"1","TotalAmt":12,"CurrencyRef":{"value":"EUR"},"CustomerRef":{"value":"9","name":"Jane Doe"}}""", 1)]
    [InlineData("""{"DocNumber":"1","TotalAmt":12.5,"CustomerRef":{"value":"9","name":"Jane Doe"}}""", 1)]
    [InlineData("""{"DocNumber":"11","TotalAmt":12,"CustomerRef":{"value":"9","name":"Jane Doe"}}""", 1)]
    [InlineData("""{"DocNumber":"1","TotalAmt":12,"CustomerRef":{"value":"9","name":"John Doe"}}""", 1)]
    [InlineData("""{"TotalAmt":1}""", 3)]
    public void Number_total_currency_and_customer_are_compared(string document, int differences) =>
        Assert.Equal(differences, Resemblance.Differences(JsonNode.Parse(document)!.AsObject(), WooJson.Order(new Order(1).Json()), Resemblance.Numbers("WC-1", "1"), "77", "USD").Count);

    [Theory]
    [InlineData("WooCommerce order 1 | store-1 | Invoice 1", true)]
    [InlineData("WooCommerce order 1 | store-1 | Invoice 1\nmore", true)]
    [InlineData("WooCommerce order #1042 https://shop.example", false)]
    [InlineData(null, false)]
    public void Our_marker_is_known_from_what_other_programs_write(string? note, bool ours) =>
        Assert.Equal(ours, Resemblance.IsOurs(new JsonObject { ["PrivateNote"] = note }));
}
