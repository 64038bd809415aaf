using System.Text.Json.Nodes;
using QboSync.Requeueing;

namespace QboSync.Tests.Requeueing;

public sealed class SightPartsTests
{
    private static JsonObject Json(string json) => JsonNode.Parse(json)!.AsObject();

    private static readonly JsonObject Account = Json("""{"Id":"1","Name":"Sales","Active":true,"AccountType":"Income","CurrentBalance":12.5,"SyncToken":"3","MetaData":{"LastUpdatedTime":"2026-01-01T00:00:00Z"}}""");

    [Theory]
    [InlineData("""{"CurrentBalance":99,"SyncToken":"4","MetaData":{"LastUpdatedTime":"2026-02-02T00:00:00Z"}}""", false)]
    [InlineData("""{"Name":"Shop sales"}""", true)]
    [InlineData("""{"AccountType":"Other Income"}""", true)]
    public void An_accounts_balance_mends_nothing_and_its_name_and_type_may(string change, bool differs)
    {
        var changed = (JsonObject)Account.DeepClone();
        foreach (var (name, value) in Json(change)) changed[name] = value!.DeepClone();
        Assert.Equal(differs, SightParts.List([Account]) != SightParts.List([changed]));
    }

    [Fact]
    public void The_order_of_rows_and_of_fields_makes_no_difference()
    {
        var other = Json("""{"Id":"2","Name":"Bank"}""");
        Assert.Equal(SightParts.List([Account, other]), SightParts.List([Json("""{"Name":"Bank","Id":"2"}"""), Account]));
        Assert.NotEqual(SightParts.List([Account]), SightParts.List([Account, other]));
    }

    [Fact]
    public void The_closing_date_is_a_part_of_its_own()
    {
        var open = Json("""{"AccountingInfoPrefs":{"ClassTrackingPerTxn":false},"SyncToken":"1"}""");
        var closed = Json("""{"AccountingInfoPrefs":{"BookCloseDate":"2025-12-31","ClassTrackingPerTxn":false},"SyncToken":"2"}""");
        var classes = Json("""{"AccountingInfoPrefs":{"BookCloseDate":"2025-12-31","ClassTrackingPerTxn":true},"SyncToken":"2"}""");
        Assert.NotEqual(SightParts.CloseDate(open), SightParts.CloseDate(closed));
        Assert.Equal(SightParts.Preferences(open), SightParts.Preferences(closed));
        Assert.Equal(SightParts.CloseDate(closed), SightParts.CloseDate(classes));
        Assert.NotEqual(SightParts.Preferences(closed), SightParts.Preferences(classes));
    }

    [Fact]
    public void Plan_and_subscription_are_read_from_the_companys_info()
    {
        var plus = Json("""{"CompanyName":"A","NameValue":[{"Name":"SubscriptionStatus","Value":"PAID"},{"Name":"OfferingSku","Value":"QuickBooks Online Plus"}]}""");
        var same = Json("""{"CompanyName":"B","NameValue":[{"Name":"OfferingSku","Value":"QuickBooks Online Plus"},{"Name":"SubscriptionStatus","Value":"PAID"}]}""");
        var advanced = Json("""{"CompanyName":"A","NameValue":[{"Name":"SubscriptionStatus","Value":"PAID"},{"Name":"OfferingSku","Value":"QuickBooks Online Advanced"}]}""");
        Assert.Equal(SightParts.Plan(plus), SightParts.Plan(same));
        Assert.NotEqual(SightParts.Plan(plus), SightParts.Plan(advanced));
        Assert.NotEqual(SightParts.Plan(plus), SightParts.Plan([]));
    }
}
