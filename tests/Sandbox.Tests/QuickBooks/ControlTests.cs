using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Sandbox.Tests.QuickBooks;

public sealed class ControlTests
{
    [Fact]
    public async Task Restarted_stand_in_goes_on_where_it_was()
    {
        var file = Path.Combine(Path.GetTempPath(), $"qbo-{Guid.NewGuid():N}.jsonl");
        try
        {
            string refresh, access;
            await using (var first = await CompanyHost.Start(file))
            {
                await first.Write("customer?requestid=r1", Bodies.Customer("Jane"));
                await first.Write("invoice", Bodies.Invoice("1", "10"));
                await first.Write("salesreceipt", Bodies.Form("1"));
                await first.Post("salesreceipt?operation=delete", """{"Id":"2","SyncToken":"0"}""");
                await first.Settings("""{"switches":{"timeZone":"Europe/Berlin"},"preferences":{"SalesFormsPrefs":{"AllowShipping":true}}}""");
                (refresh, access) = (first.RefreshToken, first.AccessToken);
            }
            await using var second = await CompanyHost.Start(file, refresh: null);
            using var probe = new HttpRequestMessage(HttpMethod.Get, $"v3/company/{CompanyHost.Realm}/item/1");
            probe.Headers.Authorization = new("Bearer", access);
            probe.Headers.Accept.ParseAdd("application/json");
            Assert.Equal(HttpStatusCode.OK, (await second.Send(probe)).Status);
            await second.Connect(refresh);
            Assert.Equal("Jane", (string?)(await second.Write("customer?requestid=r1", Bodies.Customer("Other")))["DisplayName"]);
            Assert.Equal(10m, (decimal)(await second.Read("customer/1"))["Balance"]!);
            Assert.Equal("6240", (await second.Refused("customer", Bodies.Customer("jane"))).Code);
            var receipt = await second.Write("salesreceipt", Bodies.Form("1"));
            Assert.Equal(("3", "2026-03-05T21:00:00+01:00"), ((string?)receipt["Id"], (string?)receipt["MetaData"]!["CreateTime"]));
            Assert.Equal("610", CompanyHost.Error((await second.Get("salesreceipt/2")).Body).Code);
            Assert.True((bool)(await second.Read("preferences"))["SalesFormsPrefs"]!["AllowShipping"]!);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task State_documents_and_counters_can_be_looked_at()
    {
        await using var company = await CompanyHost.Start();
        await company.Write("salesreceipt", Bodies.Form("1"));
        await company.Query("select * from Item");
        var state = await company.Look("state");
        Assert.Equal(1, (int)state["companies"]![0]!["documents"]!["SalesReceipt"]!);
        Assert.Equal((1, 1, 1), ((int)state["counters"]!["create SalesReceipt"]!, (int)state["counters"]!["query Item"]!, (int)state["counters"]!["oauth refresh_token"]!));
        Assert.Single((await company.Look("documents?kind=SalesReceipt"))["SalesReceipt"]!.AsArray());
        await company.Control("counters/reset", "{}");
        Assert.Empty(await company.Look("counters"));
    }

    [Fact]
    public async Task Reset_brings_back_the_first_day()
    {
        await using var company = await CompanyHost.Start();
        await company.Write("customer", Bodies.Customer("Jane"));
        await company.Control("companies", """{"realm":"9130350000000002"}""");
        await company.Control("throttle", """{"requestsPerMinute":1}""");
        await company.Control("reset", "{}");
        Assert.Equal(HttpStatusCode.Unauthorized, (await company.Get("item/1")).Status);
        var (status, body) = await company.Token(new() { ["grant_type"] = "refresh_token", ["refresh_token"] = "sandbox-refresh-1" });
        Assert.Equal(HttpStatusCode.OK, status);
        var state = await company.Look("state");
        Assert.Equal(0, (int)Assert.Single(state["companies"]!.AsArray())!["documents"]!["Customer"]!);
        for (var n = 0; n < 2; n++)
            Assert.Equal(HttpStatusCode.OK, (await company.Post("customer", Bodies.Customer($"C{n}"), token: (string)body["access_token"]!)).Status);
    }

    [Theory]
    [InlineData("companies", """{"realm":"abc"}""")]
    [InlineData("companies/1", "{}")]
    [InlineData("companies/9130350000000001", """{"switches":{"unknown":true}}""")]
    [InlineData("companies/9130350000000001", """{"switches":{"timeZone":"Mars/Base"}}""")]
    [InlineData("companies/9130350000000001", """{"preferences":{"Unknown":{}}}""")]
    [InlineData("companies/9130350000000001", """{"unknown":1}""")]
    [InlineData("throttle", """{"perHour":1}""")]
    [InlineData("oauth", "not json")]
    public async Task Control_says_what_it_does_not_know(string path, string body)
    {
        await using var company = await CompanyHost.Start();
        using var reply = await company.Http.PostAsync($"control/{path}", new StringContent(body, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.NotEmpty((string)JsonNode.Parse(await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["error"]!);
    }

    [Fact]
    public async Task Fresh_company_has_its_lists()
    {
        await using var company = await CompanyHost.Start();
        Assert.Equal(["79"], await company.Ids("Account", "where Name = 'Sales of Product Income'"));
        Assert.Equal(["4"], await company.Ids("Account", "where AccountSubType = 'UndepositedFunds'"));
        Assert.Equal(["2", "TAX", "NON"], (await company.Ids("TaxCode", "")).OrderBy(id => id.Length).ThenByDescending(id => id, StringComparer.Ordinal));
        Assert.Equal(8m, (decimal)(await company.Read("taxrate/3"))["RateValue"]!);
        Assert.Equal("8", (string?)(await company.Write("paymentmethod", """{"Name":"Stripe"}"""))["Id"]);
        Assert.Equal("100", (string?)(await company.Write("account", """{"Name":"Clearing","AccountType":"Bank"}"""))["Id"]);
        Assert.Equal("2050", (await company.Refused("paymentmethod", """{"Name":"12345678901234567890123456789012"}""")).Code);
        Assert.Equal("500", (await company.Refused("taxcode", """{"Name":"X"}""")).Code);
    }
}
