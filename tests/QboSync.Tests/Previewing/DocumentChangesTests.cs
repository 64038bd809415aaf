using System.Text.Json.Nodes;
using QboSync.Previewing;

namespace QboSync.Tests.Previewing;

public sealed class DocumentChangesTests
{
    private static IEnumerable<string> Fields(string stands, string body) =>
        DocumentChanges.Between(JsonNode.Parse(stands)!.AsObject(), JsonNode.Parse(body)!.AsObject()).Select(change => change.Field);

    [Theory]
    [InlineData("""{"CustomerRef":{"value":"1","name":"Jane"}}""", """{"CustomerRef":{"value":"1"}}""")]
    [InlineData("""{"TxnTaxDetail":{"TotalTax":1.5}}""", """{"TxnTaxDetail":{"TotalTax":1.50}}""")]
    [InlineData("""{"BillAddr":{"Id":"7","Country":"USA"}}""", """{"BillAddr":{"Country":"US"}}""")]
    [InlineData("""{"SyncToken":"1","MetaData":{}}""", """{"SyncToken":"0"}""")]
    [InlineData("""{"Line":[{"Id":"1","Amount":5,"DetailType":"SalesItemLineDetail"},{"Amount":5,"DetailType":"SubTotalLineDetail"}]}""", """{"Line":[{"Amount":5.00,"DetailType":"SalesItemLineDetail"}]}""")]
    public void What_QuickBooks_adds_by_itself_is_no_change(string stands, string body) => Assert.Empty(Fields(stands, body));

    [Theory]
    [InlineData("""{"CustomerRef":{"value":"1"}}""", """{"CustomerRef":{"value":"2"}}""", "CustomerRef")]
    [InlineData("{}", """{"CustomerMemo":{"value":"Ring twice"}}""", "CustomerMemo")]
    [InlineData("""{"BillAddr":{"Country":"CAN"}}""", """{"BillAddr":{"Country":"US"}}""", "BillAddr")]
    [InlineData("""{"Line":[{"Amount":5}]}""", """{"Line":[{"Amount":6}]}""", "Line[0]")]
    [InlineData("""{"Line":[{"Amount":5}]}""", """{"Line":[{"Amount":5},{"Amount":1}]}""", "Line[1]")]
    [InlineData("""{"Line":[{"Amount":5},{"Amount":1}]}""", """{"Line":[{"Amount":5}]}""", "Line[1]")]
    public void What_differs_is_named(string stands, string body, string field) => Assert.Equal([field], Fields(stands, body));
}
