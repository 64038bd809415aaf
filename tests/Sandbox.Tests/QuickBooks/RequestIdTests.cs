using System.Net;
using System.Text.Json.Nodes;

namespace Sandbox.Tests.QuickBooks;

public sealed class RequestIdTests
{
    [Fact]
    public async Task Remembered_fault_is_replayed_even_after_its_cause_was_mended()
    {
        await using var company = await CompanyHost.Start();
        var (_, first) = await company.Post("customer?requestid=r1", "{}");
        var (status, second) = await company.Post("customer?requestid=r1", Bodies.Customer("Jane"));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(first.ToJsonString(), second.ToJsonString());
        await company.Write("customer?requestid=r2", Bodies.Customer("Jane"));
        Assert.Equal(1, (int)(await company.Look("counters"))["replayed Customer"]!);
    }

    [Fact]
    public async Task Header_request_id_is_not_the_mechanism()
    {
        await using var company = await CompanyHost.Start();
        for (var n = 0; n < 2; n++)
        {
            using var request = company.Api(HttpMethod.Post, "salesreceipt");
            request.Headers.Add("Request-Id", "r1");
            request.Content = new StringContent(Bodies.Form("1"), System.Text.Encoding.UTF8, "application/json");
            await company.Send(request);
        }
        Assert.Equal(2, (await company.Ids("SalesReceipt", "")).Length);
    }

    [Fact]
    public async Task Ids_are_kept_apart_by_company()
    {
        await using var company = await CompanyHost.Start();
        await company.Control("companies", """{"realm":"9130350000000002"}""");
        await company.Write("customer?requestid=r1", Bodies.Customer("Jane"));
        var (_, body) = await company.Post("customer?requestid=r1", Bodies.Customer("Ben"), realm: "9130350000000002", token: await company.TokenOf("sandbox-refresh-2"));
        Assert.Equal("Ben", (string?)body["Customer"]!["DisplayName"]);
    }

    [Fact]
    public async Task Too_long_an_id_is_2130()
    {
        await using var company = await CompanyHost.Start();
        await company.Write($"customer?requestid={new string('r', 50)}", Bodies.Customer("Jane"));
        Assert.Equal("2130", (await company.Refused($"customer?requestid={new string('r', 51)}", Bodies.Customer("Ben"))).Code);
        const string item = """{"BatchItemRequest":[{"bId":"BID","operation":"create","Customer":{"DisplayName":"Zoe"}}]}""";
        Assert.Equal("2130", (await company.Refused($"batch?requestid={new string('r', 37)}", item)).Code);
        var (_, body) = await company.Post($"batch?requestid={new string('r', 36)}", item.Replace("BID", "12345678901"));
        Assert.Equal("2130", CompanyHost.Error(body["BatchItemResponse"]![0]!.AsObject()).Code);
    }

    [Fact]
    public async Task Batch_replays_each_item_it_knows_and_executes_the_others()
    {
        await using var company = await CompanyHost.Start();
        static string Batch(params string[] names) => new JsonObject
        {
            ["BatchItemRequest"] = new JsonArray([.. names.Select((name, n) => (JsonNode)new JsonObject { ["bId"] = $"{n}", ["operation"] = "create", ["Customer"] = new JsonObject { ["DisplayName"] = name } })]),
        }.ToJsonString();
        await company.Post("batch?requestid=b1", Batch("Ann", "Ann"));
        var (_, again) = await company.Post("batch?requestid=b1", Batch("Other", "Other", "Ben"));
        var items = again["BatchItemResponse"]!.AsArray().ToDictionary(item => (string)item!["bId"]!, item => item!.AsObject());
        Assert.Equal("Ann", (string?)items["0"]["Customer"]!["DisplayName"]);
        Assert.Equal("6240", CompanyHost.Error(items["1"]).Code);
        Assert.Equal("Ben", (string?)items["2"]["Customer"]!["DisplayName"]);
        Assert.Equal(2, (await company.Ids("Customer", "")).Length);
    }

    [Fact]
    public async Task Memory_can_be_made_short()
    {
        await using var company = await CompanyHost.Start();
        await company.Settings("""{"switches":{"requestIdRetentionSeconds":60}}""");
        await company.Write("salesreceipt?requestid=r1", Bodies.Form("1"));
        company.Clock.Move(TimeSpan.FromSeconds(59));
        Assert.Equal("1", (string?)(await company.Write("salesreceipt?requestid=r1", Bodies.Form("1")))["Id"]);
        company.Clock.Move(TimeSpan.FromSeconds(1));
        Assert.Equal("2", (string?)(await company.Write("salesreceipt?requestid=r1", Bodies.Form("1")))["Id"]);
    }

    [Fact]
    public async Task Repeat_can_be_made_to_fault_with_600()
    {
        await using var company = await CompanyHost.Start();
        await company.Settings("""{"switches":{"repeatedRequestIdFaults":true}}""");
        await company.Write("salesreceipt?requestid=r1", Bodies.Form("1"));
        Assert.Equal("600", (await company.Refused("salesreceipt?requestid=r1", Bodies.Form("1"))).Code);
    }

    [Fact]
    public async Task Repeats_at_the_same_time_make_one_document()
    {
        await using var company = await CompanyHost.Start();
        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => company.Post("salesreceipt?requestid=r1", Bodies.Form("1"))));
        Assert.Single(replies.Select(reply => reply.Body.ToJsonString()).Distinct());
        Assert.Single(await company.Ids("SalesReceipt", ""));
    }
}
