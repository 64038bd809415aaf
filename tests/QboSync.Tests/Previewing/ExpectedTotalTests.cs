using System.Text.Json.Nodes;
using QboSync.Previewing;

namespace QboSync.Tests.Previewing;

public sealed class ExpectedTotalTests
{
    [Theory]
    [InlineData("""{"Line":[{"Amount":24.00,"DetailType":"SalesItemLineDetail"},{"Amount":5,"DetailType":"SalesItemLineDetail"}],"TxnTaxDetail":{"TotalTax":1.50}}""", 30.50)]
    [InlineData("""{"Line":[{"Amount":24.00,"DetailType":"SalesItemLineDetail"},{"Amount":4,"DetailType":"DiscountLineDetail"},{"Amount":24,"DetailType":"SubTotalLineDetail"}]}""", 20)]
    [InlineData("""{"GlobalTaxCalculation":"TaxInclusive","Line":[{"Amount":24.00,"DetailType":"SalesItemLineDetail"}],"TxnTaxDetail":{"TotalTax":4}}""", 24)]
    [InlineData("""{"TotalAmt":0,"Line":[{"Amount":12}]}""", 0)]
    [InlineData("""{"Line":[{"Amount":0.62,"DetailType":"AccountBasedExpenseLineDetail"}]}""", 0.62)]
    public void Lines_discount_and_tax_make_the_total(string document, decimal total) => Assert.Equal(total, ExpectedTotal.Of(JsonNode.Parse(document)!.AsObject()));
}
