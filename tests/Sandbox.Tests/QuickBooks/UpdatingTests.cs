using System.Net;

namespace Sandbox.Tests.QuickBooks;

public sealed class UpdatingTests
{
    private static async Task<CompanyHost> WithReceipt()
    {
        var company = await CompanyHost.Start();
        await company.Write("customer", Bodies.Customer("Jane"));
        await company.Write("salesreceipt", $$$"""{"DocNumber":"WC-1","CustomerRef":{"value":"1"},"PrivateNote":"n","CustomerMemo":{"value":"m"},"TxnDate":"2026-01-05","Line":[{{{Bodies.Line("10")}}},{{{Bodies.Line("20")}}}]}""");
        return company;
    }

    [Fact]
    public async Task Sparse_update_changes_only_what_is_sent()
    {
        await using var company = await WithReceipt();
        company.Clock.Move(TimeSpan.FromSeconds(5));
        var after = await company.Write("salesreceipt?operation=update", """{"Id":"1","SyncToken":"0","sparse":true,"PrivateNote":"new"}""");
        Assert.Equal(("1", "new", "m", "Jane", "WC-1"), ((string?)after["SyncToken"], (string?)after["PrivateNote"], (string?)after["CustomerMemo"]!["value"], (string?)after["CustomerRef"]!["name"], (string?)after["DocNumber"]));
        Assert.Equal(30m, (decimal)after["TotalAmt"]!);
        Assert.False((bool)after["sparse"]!);
        Assert.Equal(("2026-03-05T12:00:00-08:00", "2026-03-05T12:00:05-08:00"), ((string?)after["MetaData"]!["CreateTime"], (string?)after["MetaData"]!["LastUpdatedTime"]));
    }

    [Fact]
    public async Task Lines_replace_all_lines_and_keep_the_ids_they_name()
    {
        await using var company = await WithReceipt();
        var after = await company.Write("salesreceipt", $$"""{"Id":"1","SyncToken":"0","sparse":true,"Line":[{{Bodies.Line("5")}},{{Bodies.Line("20").Insert(1, "\"Id\":\"2\",")}}]}""");
        Assert.Equal(["3", "2", null], after["Line"]!.AsArray().Select(line => (string?)line!["Id"]));
        Assert.Equal(25m, (decimal)after["TotalAmt"]!);
    }

    [Fact]
    public async Task Full_update_clears_what_it_leaves_out()
    {
        await using var company = await WithReceipt();
        var after = await company.Write("salesreceipt?operation=update", $$"""{"Id":"1","SyncToken":"0","Line":[{{Bodies.Line("7")}}]}""");
        foreach (var gone in (string[])["CustomerRef", "PrivateNote", "CustomerMemo", "DocNumber"]) Assert.Null(after[gone]);
        Assert.Equal(("2026-03-05", "USD", "NotSet"), ((string?)after["TxnDate"], (string?)after["CurrencyRef"]!["value"], (string?)after["EmailStatus"]));
        Assert.Equal("2020", (await company.Refused("salesreceipt?operation=update", """{"Id":"1","SyncToken":"1"}""")).Code);
    }

    [Fact]
    public async Task Whole_document_read_can_be_sent_back()
    {
        await using var company = await WithReceipt();
        var read = await company.Read("salesreceipt/1");
        var after = await company.Write("salesreceipt?operation=update", read.ToJsonString());
        read["SyncToken"] = "1";
        Assert.Equal(Sorted(read), Sorted(after));
    }

    [Fact]
    public async Task Stale_token_is_5010_and_changes_nothing()
    {
        await using var company = await WithReceipt();
        await company.Write("salesreceipt", """{"Id":"1","SyncToken":"0","sparse":true,"PrivateNote":"a"}""");
        foreach (var path in (string[])["salesreceipt", "salesreceipt?operation=delete", "salesreceipt?operation=update&include=void"])
            Assert.Equal("5010", (await company.Refused(path, """{"Id":"1","SyncToken":"0","sparse":true,"PrivateNote":"b"}""")).Code);
        Assert.Equal("a", (string?)(await company.Read("salesreceipt/1"))["PrivateNote"]);
    }

    [Fact]
    public async Task Update_needs_id_and_token()
    {
        await using var company = await WithReceipt();
        Assert.Equal(("2020", "Required parameter SyncToken is missing in the request"), await company.Refused("salesreceipt", """{"Id":"1","sparse":true,"PrivateNote":"b"}"""));
        Assert.Equal(("2020", "Required parameter Id is missing in the request"), await company.Refused("salesreceipt?operation=update", """{"SyncToken":"0","sparse":true,"PrivateNote":"b"}"""));
    }

    [Fact]
    public async Task Deleted_is_gone_for_good_and_its_id_never_given_again()
    {
        await using var company = await WithReceipt();
        var read = await company.Read("salesreceipt/1");
        var (_, body) = await company.Post("salesreceipt?operation=delete", read.ToJsonString()); // the whole document is accepted
        Assert.Equal("""{"status":"Deleted","domain":"QBO","Id":"1"}""", body["SalesReceipt"]!.ToJsonString());
        var (status, gone) = await company.Get("salesreceipt/1");
        Assert.Equal((HttpStatusCode.BadRequest, ("610", "Object Not Found : Another user has deleted this transaction.")), (status, CompanyHost.Error(gone)));
        Assert.Equal("610", (await company.Refused("salesreceipt", """{"Id":"1","SyncToken":"0","sparse":true}""")).Code);
        Assert.Equal("2", (string?)(await company.Write("salesreceipt", Bodies.Form("1", ""","DocNumber":"WC-1" """)))["Id"]);
    }

    [Fact]
    public async Task Reading_an_id_that_never_was_says_inactive()
    {
        await using var company = await CompanyHost.Start();
        Assert.Contains("made inactive", CompanyHost.Error((await company.Get("invoice/77")).Body).Detail);
        Assert.Equal("2030", CompanyHost.Error((await company.Get("invoice/abc")).Body).Code);
    }

    [Theory]
    [InlineData("salesreceipt?operation=update&include=void")]
    [InlineData("salesreceipt?include=void")]
    public async Task Void_keeps_the_document_with_zero_amounts(string path)
    {
        await using var company = await WithReceipt();
        var after = await company.Write(path, """{"Id":"1","SyncToken":"0","sparse":true}""");
        Assert.Equal((0m, "Voided - n", "WC-1", "1"), ((decimal)after["TotalAmt"]!, (string?)after["PrivateNote"], (string?)after["DocNumber"], (string?)after["SyncToken"]));
        Assert.All(after["Line"]!.AsArray(), line => Assert.Equal(0m, (decimal)line!["Amount"]!));
    }

    [Fact]
    public async Task Each_kind_is_voided_in_its_own_form_only()
    {
        await using var company = await WithReceipt();
        await company.Write("invoice", Bodies.Invoice("1", "5"));
        const string receipt = """{"Id":"1","SyncToken":"0"}""", invoice = """{"Id":"2","SyncToken":"0","sparse":true}""";
        Assert.Equal("500", (await company.Refused("salesreceipt?operation=void", receipt)).Code);
        Assert.Equal("500", (await company.Refused("invoice?operation=update&include=void", invoice)).Code);
        Assert.Equal(0m, (decimal)(await company.Write("invoice?operation=void", invoice))["TotalAmt"]!);
        Assert.Equal(0m, (decimal)(await company.Write("salesreceipt?operation=update&include=void", receipt))["TotalAmt"]!);
    }

    [Theory]
    [InlineData("creditmemo")]
    [InlineData("refundreceipt")]
    public async Task Credit_and_refund_have_no_void(string form)
    {
        await using var company = await WithReceipt();
        await company.Write(form, Bodies.Invoice("1", "5", form == "refundreceipt" ? ""","DepositToAccountRef":{"value":"35"}""" : ""));
        Assert.Equal("500", (await company.Refused($"{form}?operation=void", """{"Id":"2","SyncToken":"0"}""")).Code);
    }

    [Fact]
    public async Task Sending_marks_the_form_and_pdf_is_one()
    {
        await using var company = await WithReceipt();
        var (_, sent) = await company.Post("salesreceipt/1/send?sendTo=a@b.com", "", "application/x-www-form-urlencoded");
        Assert.Equal(("EmailSent", "a@b.com"), ((string?)sent["SalesReceipt"]!["EmailStatus"], (string?)sent["SalesReceipt"]!["BillEmail"]!["Address"]));
        using var pdf = await company.Http.SendAsync(company.Api(HttpMethod.Get, "salesreceipt/1/pdf"), TestContext.Current.CancellationToken);
        Assert.Equal("application/pdf", pdf.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("%PDF-", await pdf.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static string Sorted(System.Text.Json.Nodes.JsonObject document) => string.Join('\n', document.OrderBy(property => property.Key, StringComparer.Ordinal).Select(property => $"{property.Key}={property.Value?.ToJsonString()}"));
}
