using System.Text.Json.Nodes;

namespace Sandbox.Tests.QuickBooks;

public sealed class BatchTests
{
    private static string Customers(int count) => new JsonObject
    {
        ["BatchItemRequest"] = new JsonArray([.. Enumerable.Range(0, count).Select(n => (JsonNode)new JsonObject { ["bId"] = $"{n}", ["operation"] = "create", ["Customer"] = new JsonObject { ["DisplayName"] = $"C{n}" } })]),
    }.ToJsonString();

    [Fact]
    public async Task Thirty_items_pass_and_one_more_is_1040_with_none_executed()
    {
        await using var company = await CompanyHost.Start();
        Assert.Equal("1040", (await company.Refused("batch", Customers(31))).Code);
        Assert.Empty(await company.Ids("Customer", ""));
        var (_, body) = await company.Post("batch", Customers(30));
        Assert.Equal(30, body["BatchItemResponse"]!.AsArray().Select(item => (string)item!["bId"]!).Distinct().Count());
    }

    [Fact]
    public async Task Answers_do_not_come_in_order()
    {
        await using var company = await CompanyHost.Start();
        var (_, body) = await company.Post("batch", Customers(30)); // in order by chance: once in 30!
        Assert.NotEqual(Enumerable.Range(0, 30).Select(n => $"{n}"), body["BatchItemResponse"]!.AsArray().Select(item => (string)item!["bId"]!));
    }

    [Fact]
    public async Task Items_update_delete_and_fail_by_themselves()
    {
        await using var company = await CompanyHost.Start();
        await company.Write("customer", Bodies.Customer("Jane"));
        await company.Write("invoice", Bodies.Invoice("1", "1"));
        var (_, body) = await company.Post("batch", """
            {"BatchItemRequest":[
              {"bId":"a","operation":"update","Customer":{"Id":"1","SyncToken":"0","sparse":true,"Notes":"x"}},
              {"bId":"b","operation":"delete","Invoice":{"Id":"1","SyncToken":"0"}},
              {"bId":"c","operation":"update","Customer":{"Id":"1","SyncToken":"7","sparse":true,"Notes":"y"}},
              {"bId":"d","operation":"create","Gadget":{}},
              {"bId":"e","Query":"select * from Customer startposition 0"},
              {"bId":"f","operation":"create","Vendor":{"DisplayName":"Jane"}}]}
            """);
        var items = body["BatchItemResponse"]!.AsArray().ToDictionary(item => (string)item!["bId"]!, item => item!.AsObject());
        Assert.Equal("x", (string?)items["a"]["Customer"]!["Notes"]);
        Assert.Equal("Deleted", (string?)items["b"]["Invoice"]!["status"]);
        Assert.Equal(["5010", "2000", "4001", "6240"], "cdef".Select(id => CompanyHost.Error(items[id.ToString()]).Code));
        Assert.All(items.Values, item => Assert.False(item.ContainsKey("time")));
        Assert.Equal(1, (int)(await company.Look("counters"))["batch item delete Invoice"]!);
    }
}
