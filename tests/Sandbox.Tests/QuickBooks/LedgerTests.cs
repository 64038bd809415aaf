using System.Text.Json.Nodes;

namespace Sandbox.Tests.QuickBooks;

public sealed class LedgerTests
{
    private const string Fee = """{"Amount":1.17,"DetailType":"AccountBasedExpenseLineDetail","AccountBasedExpenseLineDetail":{"AccountRef":{"value":"61"}}}""";

    private static string Purchase(string account, string type = "Cash", string more = "", string line = Fee) =>
        $$$"""{"PaymentType":"{{{type}}}","AccountRef":{"value":"{{{account}}}"},"Line":[{{{line}}}]{{{more}}}}""";

    [Theory]
    [InlineData("92")]
    [InlineData("35")]
    public async Task Gateway_fee_is_an_expense_out_of_a_clearing_account_or_a_bank_and_needs_no_vendor(string account)
    {
        await using var company = await CompanyHost.Start();
        var purchase = await company.Write("purchase", Purchase(account, more: ""","DocNumber":"WC-1-FEE","PrivateNote":"n" """));
        Assert.Equal((1.17m, "WC-1-FEE", "2026-03-05", "Payment Processing Fees"),
            ((decimal)purchase["TotalAmt"]!, (string?)purchase["DocNumber"], (string?)purchase["TxnDate"], (string?)purchase["Line"]![0]!["AccountBasedExpenseLineDetail"]!["AccountRef"]!["name"]));
        Assert.Equal(["1"], await company.Ids("Purchase", "where DocNumber = 'WC-1-FEE'"));
        Assert.Equal(2m, (decimal)(await company.Write("purchase", """{"Id":"1","SyncToken":"0","sparse":true,"Line":[{"Amount":2,"DetailType":"AccountBasedExpenseLineDetail","AccountBasedExpenseLineDetail":{"AccountRef":{"value":"61"}}}]}"""))["TotalAmt"]!);
        Assert.Equal("500", (await company.Refused("purchase?operation=void", """{"Id":"1","SyncToken":"1"}""")).Code);
        Assert.Equal("Deleted", (string?)(await company.Write("purchase?operation=delete", """{"Id":"1","SyncToken":"1"}"""))["status"]);
        Assert.Contains("deleted", CompanyHost.Error((await company.Get("purchase/1")).Body).Detail);
    }

    [Fact]
    public async Task Vendor_of_an_expense_is_named_with_its_type()
    {
        await using var company = await CompanyHost.Start();
        await company.Write("vendor", """{"DisplayName":"Stripe"}""");
        var purchase = await company.Write("purchase", Purchase("92", more: ""","EntityRef":{"value":"1"}"""));
        Assert.Equal(("Vendor", "Stripe"), ((string?)purchase["EntityRef"]!["type"], (string?)purchase["EntityRef"]!["name"]));
    }

    [Theory]
    [InlineData("""{"AccountRef":{"value":"35"},"Line":[LINE]}""", "2020")]
    [InlineData("""{"PaymentType":"Cash","Line":[LINE]}""", "2020")]
    [InlineData("""{"PaymentType":"Cash","AccountRef":{"value":"35"}}""", "2020")]
    [InlineData("""{"PaymentType":"Wire","AccountRef":{"value":"35"},"Line":[LINE]}""", "2170")]
    [InlineData("""{"PaymentType":"Check","AccountRef":{"value":"92"},"Line":[LINE]}""", "6430")]
    [InlineData("""{"PaymentType":"CreditCard","AccountRef":{"value":"35"},"Line":[LINE]}""", "6430")]
    [InlineData("""{"PaymentType":"Cash","AccountRef":{"value":"79"},"Line":[LINE]}""", "6430")]
    [InlineData("""{"PaymentType":"Cash","Credit":true,"AccountRef":{"value":"35"},"Line":[LINE]}""", "6000")]
    [InlineData("""{"PaymentType":"Cash","AccountRef":{"value":"35"},"EntityRef":{"value":"77"},"Line":[LINE]}""", "2500")]
    [InlineData("""{"PaymentType":"Cash","AccountRef":{"value":"35"},"CustomerRef":{"value":"1"},"Line":[LINE]}""", "2010")]
    [InlineData("""{"PaymentType":"Cash","AccountRef":{"value":"35"},"Line":[{"Amount":1,"DetailType":"AccountBasedExpenseLineDetail","AccountBasedExpenseLineDetail":{}}]}""", "2020")]
    [InlineData("""{"PaymentType":"Cash","AccountRef":{"value":"35"},"Line":[{"Amount":1,"DetailType":"ItemBasedExpenseLineDetail","ItemBasedExpenseLineDetail":{"ItemRef":{"value":"1"},"Qty":2,"UnitPrice":1}}]}""", "6070")]
    public async Task Expense_that_quickbooks_refuses_is_refused(string body, string code)
    {
        await using var company = await CompanyHost.Start();
        Assert.Equal(code, (await company.Refused("purchase", body.Replace("LINE", Fee))).Code);
        Assert.Empty(await company.Ids("Purchase", ""));
    }

    [Fact]
    public async Task Abroad_an_expense_needs_a_code_on_every_line_or_no_tax_at_all()
    {
        await using var company = await AnotherCompany.Open("\"kind\":\"uk\"");
        Assert.Equal("6000", (await company.Refused("purchase", Purchase("35"))).Code);
        Assert.Equal(1.17m, (decimal)(await company.Write("purchase", Purchase("35", more: ""","GlobalTaxCalculation":"NotApplicable" """)))["TotalAmt"]!);
        var taxed = await company.Write("purchase", Purchase("35", more: ""","GlobalTaxCalculation":"TaxExcluded" """, line: Fee.Replace("\"61\"}", "\"61\"},\"TaxCodeRef\":{\"value\":\"2\"}")));
        Assert.Equal((1.40m, "20"), ((decimal)taxed["TotalAmt"]!, (string?)taxed["TxnTaxDetail"]!["TaxLine"]![0]!["TaxLineDetail"]!["TaxRateRef"]!["value"])); // 0.234
    }

    [Fact]
    public async Task Bill_is_owed_to_its_vendor_and_has_a_number_of_its_own()
    {
        await using var company = await CompanyHost.Start();
        await company.Write("vendor", """{"DisplayName":"Stripe"}""");
        const string body = $$$"""{"VendorRef":{"value":"1"},"DocNumber":"B-1","Line":[{{{Fee}}}]}""";
        var bill = await company.Write("bill", body);
        Assert.Equal((1.17m, 1.17m), ((decimal)bill["TotalAmt"]!, (decimal)bill["Balance"]!));
        Assert.Equal("6140", (await company.Refused("bill", body)).Code);
        Assert.Equal("2020", (await company.Refused("bill", $$"""{"Line":[{{Fee}}]}""")).Code);
    }

    [Fact]
    public async Task Journal_entry_balances_and_names_whose_receivable_it_is()
    {
        await using var company = await CompanyHost.Start();
        await company.Write("customer", Bodies.Customer("Jane"));
        static string Line(string side, string account, string amount, string more = "") =>
            $$$$"""{"Amount":{{{{amount}}}},"DetailType":"JournalEntryLineDetail","JournalEntryLineDetail":{"PostingType":"{{{{side}}}}","AccountRef":{"value":"{{{{account}}}}"}{{{{more}}}}}}""";
        await company.Write("journalentry", $$"""{"Line":[{{Line("Debit", "61", "2")}},{{Line("Credit", "92", "2")}}]}""");
        Assert.Contains("balance", (await company.Refused("journalentry", $$"""{"Line":[{{Line("Debit", "61", "2")}},{{Line("Credit", "92", "1.99")}}]}""")).Detail);
        Assert.Contains("choose a customer", (await company.Refused("journalentry", $$"""{"Line":[{{Line("Debit", "84", "2")}},{{Line("Credit", "92", "2")}}]}""")).Detail);
        const string jane = ""","Entity":{"Type":"Customer","EntityRef":{"value":"1"}}""";
        await company.Write("journalentry", $$"""{"Line":[{{Line("Debit", "84", "2", jane)}},{{Line("Credit", "92", "2")}}]}""");
        Assert.Equal(["1", "2"], await company.Ids("JournalEntry", "orderby Id"));
    }

    [Fact]
    public async Task Estimate_promises_and_books_nothing()
    {
        await using var company = await CompanyHost.Start();
        await company.Write("customer", Bodies.Customer("Jane"));
        var estimate = await company.Write("estimate", Bodies.Invoice("1", "10", ""","DocNumber":"E-1" """));
        Assert.Equal((10m, "Pending", null), ((decimal)estimate["TotalAmt"]!, (string?)estimate["TxnStatus"], estimate["Balance"]));
        Assert.Equal(0m, (decimal)(await company.Read("customer/1"))["Balance"]!);
        Assert.Equal("2020", (await company.Refused("estimate", Bodies.Form("1"))).Code);
        await company.Write("invoice", Bodies.Invoice("1", "10", ""","DocNumber":"E-1" """)); // numbers of its own
    }

    [Fact]
    public async Task Closed_books_and_matched_transactions_refuse_expenses_too()
    {
        await using var company = await CompanyHost.Start();
        await company.Write("purchase", Purchase("92"));
        await company.Control($"companies/{CompanyHost.Realm}/matched", """{"kind":"Purchase","id":"1"}""");
        Assert.Equal("6480", (await company.Refused("purchase?operation=delete", """{"Id":"1","SyncToken":"0"}""")).Code);
        await company.Control($"companies/{CompanyHost.Realm}/matched", """{"kind":"Purchase","id":"1","matched":false}""");
        await company.Settings("""{"preferences":{"AccountingInfoPrefs":{"BookCloseDate":"2026-12-31"}},"switches":{"closedBooksFault":"6200"}}""");
        Assert.Equal("6200", (await company.Refused("purchase?operation=delete", """{"Id":"1","SyncToken":"0"}""")).Code);
        await company.Settings("""{"switches":{"closedBooksFault":"6210"}}""");
        Assert.Equal("6210", (await company.Refused("purchase", Purchase("92"))).Code);
    }
}
