using System.Text;
using System.Text.Json.Nodes;

namespace Sandbox.Tests.QuickBooks;

public sealed class CompanyKindTests
{
    private static readonly string Taxed = $$$"""{"Line":[{{{Bodies.Line("100", code: "TAX")}}}],"TxnTaxDetail":{"TotalTax":7.77}}""";

    [Theory]
    [InlineData("us-automated-tax", 7.77, false)]
    [InlineData("us-manual-tax", 7.77, true)]
    [InlineData("us-no-sales-tax", 0, false)]
    public async Task Companies_of_the_us_take_tax_each_in_its_way(string kind, double tax, bool namesItsCode)
    {
        await using var company = await AnotherCompany.Open($"\"kind\":\"{kind}\"");
        var receipt = await company.Write("salesreceipt", Taxed);
        Assert.Equal(((decimal)tax, 100 + (decimal)tax), ((decimal)receipt["TxnTaxDetail"]!["TotalTax"]!, (decimal)receipt["TotalAmt"]!));
        Assert.Equal(namesItsCode, receipt["TxnTaxDetail"]!["TxnTaxCodeRef"] is not null);
    }

    [Fact]
    public async Task Company_may_keep_its_own_rate_whatever_was_sent()
    {
        await using var company = await AnotherCompany.Open("\"kind\":\"us-manual-tax\",\"multicurrency\":true,\"switches\":{\"ignoresSentExchangeRate\":true}");
        await company.Write("customer", """{"DisplayName":"Jane EUR","CurrencyRef":{"value":"EUR"}}""");
        await company.Write("exchangerate", """{"SourceCurrencyCode":"EUR","Rate":1.2,"AsOfDate":"2026-01-01"}""");
        var invoice = await company.Write("invoice", Bodies.Invoice("1", "10", ""","CurrencyRef":{"value":"EUR"},"ExchangeRate":1.1"""));
        Assert.Equal((1.2m, 12m), ((decimal)invoice["ExchangeRate"]!, (decimal)invoice["HomeTotalAmt"]!));
        var home = await company.Write("salesreceipt", Bodies.Form("10", ""","CurrencyRef":{"value":"USD"}"""));
        Assert.Equal(1m, (decimal)home["ExchangeRate"]!);
    }

    [Theory]
    [InlineData("es", "Factura")]
    [InlineData("fr", "Facture")]
    [InlineData("de", "Rechnung")]
    public async Task Number_in_use_is_told_in_the_companys_language_with_the_id_as_ever(string language, string word)
    {
        await using var company = await CompanyHost.Start();
        await company.Settings($$$"""{"switches":{"faultLanguage":"{{{language}}}"}}""");
        await company.Write("customer", Bodies.Customer("Jane"));
        await company.Write("invoice", Bodies.Invoice("1", "1", ""","DocNumber":"WC-1" """));
        var (code, detail) = await company.Refused("salesreceipt", Bodies.Form("1", ""","DocNumber":"WC-1" """));
        Assert.Equal("6140", code);
        Assert.Contains($"TxnType={word}", detail);
        Assert.EndsWith("TxnId=1", detail);
    }

    [Theory]
    [InlineData("companies", """{"realm":"9","kind":"moon"}""", "kind")]
    [InlineData("companies/9130350000000001", """{"multicurrency":"often"}""", "multicurrency")]
    [InlineData("companies/9130350000000001", """{"switches":{"faultLanguage":"la"}}""", "faultLanguage")]
    [InlineData("companies/9130350000000001", """{"switches":{"closedBooksFault":"1"}}""", "closedBooksFault")]
    [InlineData("companies/9130350000000001/matched", """{"kind":"Item","id":"1"}""", "kind")]
    [InlineData("companies/9130350000000001/matched", """{"kind":"Invoice","id":"1"}""", "id")]
    public async Task Control_names_what_cannot_be(string path, string body, string field)
    {
        await using var company = await CompanyHost.Start();
        using var reply = await company.Http.PostAsync($"control/{path}", new StringContent(body, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
        Assert.Equal(400, (int)reply.StatusCode);
        Assert.Contains(field, await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Batch_answers_in_order_where_control_says_so_and_a_repeat_executes_nothing()
    {
        await using var company = await CompanyHost.Start();
        await company.Settings("""{"switches":{"shufflesBatchAnswers":false}}""");
        var batch = $$"""{"BatchItemRequest":[{{string.Join(',', Enumerable.Range(0, 9).Select(n => $$"""{"bId":"{{n}}","operation":"create","SalesReceipt":{{Bodies.Form("1")}}}"""))}}]}""";
        var (_, first) = await company.Post("batch?requestid=b", batch);
        Assert.Equal(Enumerable.Range(0, 9).Select(n => $"{n}"), first["BatchItemResponse"]!.AsArray().Select(item => (string)item!["bId"]!));
        var (_, again) = await company.Post("batch?requestid=b", batch);
        static IEnumerable<string> Items(JsonObject body) => body["BatchItemResponse"]!.AsArray().Select(item => $"{item!["bId"]} {item["SalesReceipt"]!.ToJsonString()}");
        Assert.Equal(Items(first), Items(again));
        Assert.Equal(9, (await company.Ids("SalesReceipt", "")).Length);
    }

    [Fact]
    public async Task Writes_and_batches_answer_in_xml_whoever_did_not_ask_for_json()
    {
        await using var company = await CompanyHost.Start();
        foreach (var (path, body, mark) in new[] { ("salesreceipt", Bodies.Form("1"), "<TotalAmt>1</TotalAmt>"), ("batch", $$"""{"BatchItemRequest":[{"bId":"7","operation":"create","SalesReceipt":{{Bodies.Form("2")}}}]}""", "bId=\"7\"") })
        {
            using var request = company.Api(HttpMethod.Post, path);
            request.Headers.Accept.Clear();
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            using var reply = await company.Http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Contains(mark, await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
    }
}
