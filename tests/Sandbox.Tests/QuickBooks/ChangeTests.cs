namespace Sandbox.Tests.QuickBooks;

public sealed class ChangeTests
{
    [Fact]
    public async Task Changes_since_a_time_come_whole_and_deletions_as_such()
    {
        await using var company = await CompanyHost.Start();
        await company.Write("customer", Bodies.Customer("Old"));
        await company.Write("salesreceipt", Bodies.Form("1"));
        company.Clock.Move(TimeSpan.FromMinutes(10));
        await company.Write("customer", Bodies.Customer("New"));
        await company.Post("salesreceipt?operation=delete", """{"Id":"1","SyncToken":"0"}""");
        var (_, body) = await company.Get("cdc?entities=Customer,SalesReceipt,Payment&changedSince=2026-03-05T12:05:00-08:00");
        var responses = body["CDCResponse"]![0]!["QueryResponse"]!.AsArray();
        Assert.Equal("New", (string?)Assert.Single(responses[0]!["Customer"]!.AsArray())!["DisplayName"]);
        var deleted = Assert.Single(responses[1]!["SalesReceipt"]!.AsArray())!;
        Assert.Equal(("Deleted", "1", "2026-03-05T12:10:00-08:00"), ((string?)deleted["status"], (string?)deleted["Id"], (string?)deleted["MetaData"]!["LastUpdatedTime"]));
        Assert.Empty(responses[2]!.AsObject());
    }

    [Theory]
    [InlineData("cdc?entities=TaxCode&changedSince=2026-03-05T00:00:00Z", "2000")]
    [InlineData("cdc?entities=Customer&changedSince=2026-01-01T00:00:00Z", "6000")]
    [InlineData("cdc?entities=Customer", "2020")]
    [InlineData("cdc?changedSince=2026-03-05", "2020")]
    public async Task Change_query_that_quickbooks_refuses_is_refused(string path, string code)
    {
        await using var company = await CompanyHost.Start();
        Assert.Equal(code, CompanyHost.Error((await company.Get(path)).Body).Code);
    }
}
