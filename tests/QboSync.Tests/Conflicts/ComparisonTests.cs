using System.Text.Json.Nodes;
using QboSync.Conflicts;
using QboSync.Talking;

namespace QboSync.Tests.Conflicts;

public sealed class ComparisonTests
{
    private static JsonObject Json(string text) => FaultBody.Parse(text)!;

    [Theory]
    [InlineData("10", "10.00", true)]
    [InlineData("10", "10.01", false)]
    [InlineData("\"a\"", "\"a \"", true)]
    [InlineData("\"a\\r\\nb\"", "\"a\\nb\"", true)]
    [InlineData("\"a\"", "\"A\"", false)]
    [InlineData("null", "\"\"", true)]
    [InlineData("null", "false", true)]
    [InlineData("true", "false", false)]
    [InlineData("null", "{\"Line1\":\"\"}", true)]
    [InlineData("null", "{\"Line1\":\"x\"}", false)]
    [InlineData("{\"Line1\":\"x\",\"Country\":\"US\"}", "{\"Line1\":\"x\",\"Country\":\"USA\"}", true)]
    [InlineData("{\"Line1\":\"x\",\"Country\":\"AT\"}", "{\"Line1\":\"x\",\"Country\":\"AUT\"}", true)]
    [InlineData("{\"Line1\":\"x\",\"Country\":\"AT\"}", "{\"Line1\":\"x\",\"Country\":\"AUS\"}", false)]
    [InlineData("{\"value\":\"5\"}", "{\"value\":\"5\",\"name\":\"Jane\"}", true)]
    public void Values_are_compared_by_what_they_mean_in_the_shape_of_what_we_write(string left, string right, bool same)
    {
        Assert.Equal(same, Comparison.Same(JsonNode.Parse(left), JsonNode.Parse(right), JsonNode.Parse(left)));
    }

    [Fact]
    public void What_QuickBooks_adds_to_lines_is_no_difference()
    {
        var written = Json("""{"Line":[{"LineNum":1,"Amount":12.00,"Description":"Mug","DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"ItemRef":{"value":"7"},"Qty":1,"UnitPrice":12.00}}]}""");
        var standing = Json("""
            {"Line":[{"Id":"1","LineNum":3,"Amount":12,"Description":"Mug","DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"ItemRef":{"value":"7","name":"Mug"},"Qty":1.0,"UnitPrice":12,"ClassRef":{"value":"9"},"ItemAccountRef":{"value":"79"}}},
                     {"Amount":12.00,"DetailType":"SubTotalLineDetail","SubTotalLineDetail":{}}]}
            """);

        Assert.Empty(Comparison.Differing(written, standing, written));
    }

    [Fact]
    public void A_line_that_a_person_added_or_changed_is_one()
    {
        var written = Json("""{"Line":[{"Amount":12.00,"Description":"Mug","DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"ItemRef":{"value":"7"}}}]}""");

        Assert.Equal(["Line"], Comparison.Differing(written, Json("""{"Line":[{"Amount":11.00,"Description":"Mug","DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"ItemRef":{"value":"7"}}}]}"""), written));
        Assert.Equal(["Line"], Comparison.Differing(written, Json("""{"Line":[{"Amount":12.00,"Description":"Mug","DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"ItemRef":{"value":"7"}}},{"Amount":0,"Description":"Thanks","DetailType":"DescriptionOnly"}]}"""), written));
        Assert.Equal(["Line"], Comparison.Differing(written, Json("""{"Line":[]}"""), written));
    }

    [Fact]
    public void Fields_that_we_never_write_and_tokens_are_none()
    {
        var written = Json("""{"TxnDate":"2026-11-21","TxnTaxDetail":{"TotalTax":1.07}}""");
        var before = Json("""{"Id":"7","SyncToken":"0","TxnDate":"2026-11-21","TxnTaxDetail":{"TotalTax":1.07,"TaxLine":[{"Amount":1.07}]},"EmailStatus":"NotSet","PrintStatus":"NeedToPrint"}""");
        var now = Json("""{"Id":"7","SyncToken":"3","TxnDate":"2026-11-21","TxnTaxDetail":{"TotalTax":1.07,"TaxLine":[]},"EmailStatus":"EmailSent","PrintStatus":"PrintComplete","CustomField":[{"StringValue":"x"}]}""");

        Assert.Empty(Comparison.Differing(before, now, written));
    }

    [Fact]
    public void Differences_are_shown_value_by_value_with_the_names_that_QuickBooks_knows()
    {
        var shop = Json("""{"BillAddr":{"Line1":"1 Main St","City":"Albany"},"CustomerRef":{"value":"5"},"Line":[{"Amount":12.00,"Description":"Mug"}]}""");
        var standing = Json("""{"TotalAmt":11.00,"BillAddr":{"Id":"3","Line1":"1 Main St","City":"Troy","Lat":"1"},"CustomerRef":{"value":"6","name":"Jane Doe"},"Line":[{"Id":"1","Amount":11.00,"Description":"Mug"},{"Amount":11,"DetailType":"SubTotalLineDetail"}]}""");

        var sides = Differences.Of(["BillAddr", "CustomerRef", "Line"], shop, standing, 12.00m);

        Assert.Equal([("TotalAmt", "12.00", "11.00"), ("BillAddr.City", "Albany", "Troy"), ("CustomerRef", "5", "6 Jane Doe"), ("Line[1].Amount", "12", "11")],
            sides.Select(side => (side.Field, side.Shop!, side.Target!)));
    }

    [Fact]
    public void A_field_that_QuickBooks_won_stays_until_the_shop_changes_it_again()
    {
        var shop = Json("""{"BillAddr":{"City":"Albany"},"TxnDate":"2026-11-21"}""");
        var kept = KeptFields.Add(null, ["BillAddr"], shop);

        Assert.Equal("""{"TxnDate":"2026-11-21"}""", KeptFields.Without(shop, kept).ToJsonString());
        Assert.Equal(kept, KeptFields.Still(kept, Json("""{"BillAddr":{"City":"Albany"},"TxnDate":"2026-11-22"}""")));
        Assert.Null(KeptFields.Still(kept, Json("""{"BillAddr":{"City":"Utica"},"TxnDate":"2026-11-21"}""")));
        Assert.Null(KeptFields.Still(kept, Json("""{"TxnDate":"2026-11-21"}""")));
    }
}
