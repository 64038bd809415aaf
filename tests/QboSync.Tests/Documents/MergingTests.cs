using System.Text.Json.Nodes;
using QboSync.Documents;
using QboSync.Talking;

namespace QboSync.Tests.Documents;

public sealed class MergingTests
{
    private static JsonObject Current() => FaultBody.Parse("""
        {"Id":"7","SyncToken":"3","sparse":false,"TotalAmt":10.00,"PrivateNote":"marker 7\nPacked by Ann","ClassRef":{"value":"5"},
         "MetaData":{"CreateTime":"2026-01-01T00:00:00Z"},"Line":[{"Id":"1","Amount":10.00},{"DetailType":"SubTotalLineDetail","Amount":10.00}],"CustomField":[{"DefinitionId":"1","StringValue":"x"}]}
        """)!;

    [Fact]
    public void What_we_do_not_write_is_sent_back_and_lines_are_replaced()
    {
        var body = Merging.Update(Current(), new JsonObject { ["Line"] = new JsonArray(new JsonObject { ["Amount"] = 12.00m }), ["TxnDate"] = "2026-11-21" }, "marker 7");

        Assert.Equal(("7", "3", "5", "2026-11-21"), (body.Text("Id"), body.Text("SyncToken"), body.Ref("ClassRef"), body.Text("TxnDate")));
        Assert.Equal(12.00m, Assert.Single(body["Line"]!.AsArray())!.AsObject().Amount("Amount"));
        Assert.Equal("marker 7\nPacked by Ann", body.Text("PrivateNote"));
        Assert.NotNull(body["CustomField"]);
        Assert.All((string[])["sparse", "TotalAmt", "MetaData"], name => Assert.False(body.ContainsKey(name)));
    }

    [Fact]
    public void A_marker_that_a_person_removed_comes_back_before_what_they_wrote()
    {
        var current = Current();
        current["PrivateNote"] = "mine now";

        Assert.Equal("marker 7\nmine now", Merging.Update(current, [], "marker 7").Text("PrivateNote"));
    }
}
