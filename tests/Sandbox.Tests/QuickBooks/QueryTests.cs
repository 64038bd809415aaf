using System.Net;
using System.Text.Json.Nodes;

namespace Sandbox.Tests.QuickBooks;

public sealed class QueryTests
{
    private static async Task<CompanyHost> WithNames(params string[] names)
    {
        var company = await CompanyHost.Start();
        foreach (var name in names) await company.Write("customer", new JsonObject { ["DisplayName"] = name, ["PrimaryEmailAddr"] = new JsonObject { ["Address"] = "Same@Acme.com" } }.ToJsonString());
        return company;
    }

    [Theory]
    [InlineData("select * from Customer where DisplayName = 'Ann'", 1)]
    [InlineData("SELECT * FROM CUSTOMER WHERE DISPLAYNAME = 'ANN'", 1)]
    [InlineData("select * from customer where displayname like 'a%'", 2)]
    [InlineData("select * from Customer where DisplayName like '%n%'", 3)]
    [InlineData("select * from Customer where DisplayName in ('Ann', 'Ben')", 2)]
    [InlineData("select * from Customer where PrimaryEmailAddr = 'same@acme.com'", 3)]
    [InlineData("select * from Customer where Id = '2'", 1)]
    [InlineData("select * from Customer where Id in ('1','3','99')", 2)]
    [InlineData("select * from Customer where DisplayName = 'Ann' and Active = true", 1)]
    [InlineData("select * from Customer where Active = false", 0)]
    [InlineData("select * from Customer where Balance = '0'", 3)]
    [InlineData("select * from Customer where Balance > 0", 0)]
    [InlineData("select Id, DisplayName from Customer", 3)]
    [InlineData("select * from Customer where MetaData.CreateTime >= '2026-03-05T12:00:00-08:00'", 3)]
    [InlineData("select * from Customer where Metadata.LastUpdatedTime > '2026-03-05T20:00:00Z'", 0)]
    [InlineData("select * from Customer where MetaData.CreateTime < '2026-03-06'", 3)]
    public async Task Query_finds(string query, int rows)
    {
        await using var company = await WithNames("Ann", "Ben", "Anton");
        var response = await company.Query(query);
        Assert.Equal(rows, response["Customer"]?.AsArray().Count ?? 0);
    }

    [Theory]
    [InlineData("O'Neil & Sons #1 50% a+b", @"O\'Neil & Sons #1 50% a+b")]
    [InlineData(@"back\slash", @"back\\slash")]
    [InlineData(@"a \ b", @"a \ b")]
    [InlineData(@"ends with \", @"ends with \\")]
    [InlineData("Müller Ørsted 東京", "Müller Ørsted 東京")]
    public async Task Escaped_value_finds_its_name(string name, string escaped)
    {
        await using var company = await WithNames(name, "Other");
        Assert.Equal(["1"], await company.Ids("Customer", $"where DisplayName = '{escaped}'"));
    }

    [Theory]
    [InlineData("query?query=select+*+from+Customer+where+DisplayName%3D'Ann'")]
    [InlineData("query?query=select%20*%20from%20Customer%20where%20DisplayName%20%3D%20%27Ann%27&minorversion=4&format=json")]
    public async Task Query_is_read_in_either_encoding(string path)
    {
        await using var company = await WithNames("Ann");
        var (_, body) = await company.Get(path);
        Assert.Single(body["QueryResponse"]!["Customer"]!.AsArray());
    }

    [Theory]
    [InlineData("application/text")]
    [InlineData("text/plain")]
    public async Task Query_may_be_posted_raw(string contentType)
    {
        await using var company = await WithNames(@"50% a+b");
        var (_, body) = await company.Post("query", "select * from Customer where DisplayName = '50% a+b'", contentType);
        Assert.Single(body["QueryResponse"]!["Customer"]!.AsArray());
    }

    [Fact]
    public async Task Empty_result_is_an_empty_object_and_count_counts()
    {
        await using var company = await WithNames("Ann", "Ben");
        Assert.Equal("{}", (await company.Query("select * from Customer where DisplayName = 'Zoe'")).ToJsonString());
        Assert.Equal("""{"totalCount":2}""", (await company.Query("select count(*) from Customer")).ToJsonString());
        Assert.Equal("""{"totalCount":0}""", (await company.Query("select count(*) from Customer where DisplayName = 'Zoe'")).ToJsonString());
    }

    [Fact]
    public async Task Pages_start_at_one_and_tell_the_rows_returned()
    {
        await using var company = await WithNames("A", "B", "C", "D", "E");
        var page = await company.Query("select * from Customer orderby Id desc startposition 3 maxresults 2");
        Assert.Equal(["3", "2"], page["Customer"]!.AsArray().Select(row => (string)row!["Id"]!));
        Assert.Equal((3, 2), ((int)page["startPosition"]!, (int)page["maxResults"]!));
        var last = await company.Query("select * from Customer ORDER BY DisplayName ASC STARTPOSITION 5 MAXRESULTS 1000");
        Assert.Equal((5, 1), ((int)last["startPosition"]!, (int)last["maxResults"]!));
        Assert.Equal("{}", (await company.Query("select * from Customer startposition 6")).ToJsonString());
    }

    [Fact]
    public async Task Hundred_rows_come_where_no_number_is_given()
    {
        await using var company = await CompanyHost.Start();
        for (var batch = 0; batch < 4; batch++)
            await company.Post("batch", new JsonObject
            {
                ["BatchItemRequest"] = new JsonArray([.. Enumerable.Range(0, 30).Select(n => (JsonNode)new JsonObject { ["bId"] = $"{n}", ["operation"] = "create", ["Customer"] = new JsonObject { ["DisplayName"] = $"C{batch}-{n}" } })]),
            }.ToJsonString());
        Assert.Equal(100, (int)(await company.Query("select * from Customer"))["maxResults"]!);
        Assert.Equal(120, (int)(await company.Query("select * from Customer maxresults 1000"))["maxResults"]!);
    }

    [Fact]
    public async Task Inactive_records_hide_unless_asked_for()
    {
        await using var company = await WithNames("Ann", "Ben");
        await company.Write("customer?operation=update", """{"Id":"1","SyncToken":"0","sparse":true,"Active":false}""");
        Assert.Equal(["2"], await company.Ids("Customer", ""));
        Assert.Equal(["1", "2"], await company.Ids("Customer", "where Active in (true,false) orderby Id"));
        Assert.Equal(["1"], await company.Ids("Customer", "where Active = false"));
    }

    [Fact]
    public async Task Transactions_come_newest_change_first_where_no_order_is_given()
    {
        await using var company = await CompanyHost.Start();
        for (var n = 0; n < 3; n++)
        {
            await company.Write("salesreceipt", Bodies.Form("10"));
            company.Clock.Move(TimeSpan.FromSeconds(1));
        }
        await company.Write("salesreceipt", """{"Id":"1","SyncToken":"0","sparse":true,"PrivateNote":"x"}""");
        Assert.Equal(["1", "3", "2"], await company.Ids("SalesReceipt", ""));
    }

    [Fact]
    public async Task Sales_forms_are_found_by_number_date_customer_and_total()
    {
        await using var company = await CompanyHost.Start();
        var customer = (string)(await company.Write("customer", Bodies.Customer("Ann")))["Id"]!;
        await company.Write("invoice", Bodies.Invoice(customer, "12.5", ""","DocNumber":"WC-1","TxnDate":"2026-01-02" """));
        await company.Write("invoice", Bodies.Invoice(customer, "20", ""","DocNumber":"WC-2","TxnDate":"2026-02-02" """));
        Assert.Equal(["1"], await company.Ids("Invoice", "where DocNumber = 'wc-1'"));
        Assert.Equal(["2"], await company.Ids("Invoice", "where TxnDate > '2026-01-02'"));
        Assert.Equal(["1"], await company.Ids("Invoice", "where TotalAmt < '20.00'"));
        Assert.Equal(["2", "1"], await company.Ids("Invoice", $"where CustomerRef = '{customer}' and Balance > '0' orderby TotalAmt desc"));
    }

    [Theory]
    [InlineData("select * from Customer startposition 0", "4001", "value 0 is too small. Min allowed value is 1")]
    [InlineData("select * from Customer maxresults 1001", "4001", "value 1001 is too large. Max allowed value is 1000")]
    [InlineData("select * from Customer where Notes = 'x'", "4001", "property 'Notes' is not queryable")]
    [InlineData("select * from Invoice where PrivateNote like 'x%'", "4001", "property 'PrivateNote' is not queryable")]
    [InlineData("select * from Customer where Foo = 'x'", "4001", "Property Foo not found for Entity Customer")]
    [InlineData("select * from Payment where DocNumber = 'x'", "4001", "Property DocNumber not found for Entity Payment")]
    [InlineData("select * from Foo", "4001", "Metadata not found for Entity Foo")]
    [InlineData("select * from Customer where Id > '1'", "4001", "operator > is not supported on property 'Id'")]
    [InlineData("select * from Customer orderby Notes", "4001", "property 'Notes' is not queryable")]
    [InlineData("select * from Invoice where TxnDate > 'soon'", "4001", "Invalid value 'soon' for property 'TxnDate'")]
    [InlineData("select * from Customer where DisplayName = 'a' or DisplayName = 'b'", "4000", "Encountered \"or\"")]
    [InlineData("select * from Customer where DisplayName = \"a\"", "4000", "Lexical error")]
    [InlineData("select * from Customer where DisplayName = 'a''b'", "4000", "Encountered \"b\"")]
    [InlineData(@"select * from Customer where DisplayName = 'ends\'", "4000", "Lexical error")]
    [InlineData("select * from Customer where DisplayName != 'a'", "4000", "Lexical error")]
    [InlineData("select * from", "4000", "an entity")]
    [InlineData("", "4000", "select")]
    public async Task Query_that_quickbooks_refuses_is_refused(string query, string code, string detail)
    {
        await using var company = await CompanyHost.Start();
        var (status, body) = await company.Get($"query?query={Uri.EscapeDataString(query)}");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        var error = CompanyHost.Error(body);
        Assert.Equal(code, error.Code);
        Assert.Contains(detail, error.Detail);
    }
}
