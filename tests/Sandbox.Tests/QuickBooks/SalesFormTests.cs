namespace Sandbox.Tests.QuickBooks;

public sealed class SalesFormTests
{
    [Theory]
    [InlineData("""{}""", "2020")]
    [InlineData("""{"Line":[]}""", "2020")]
    [InlineData("""{"Line":[{"Amount":1}]}""", "2020")]
    [InlineData("""{"Line":[{"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"ItemRef":{"value":"1"}}}]}""", "2020")]
    [InlineData("""{"Line":[{"Amount":1,"DetailType":"SalesItemLine","SalesItemLineDetail":{"ItemRef":{"value":"1"}}}]}""", "2170")]
    [InlineData("""{"Line":[{"Amount":1,"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"ItemRef":{"value":"1"},"Quantity":1}}]}""", "2010")]
    [InlineData("""{"Line":[{"Amount":-1,"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"ItemRef":{"value":"1"}}}]}""", "6000")]
    [InlineData("""{"Line":[{"DetailType":"DiscountLineDetail","DiscountLineDetail":{}}]}""", "6090")]
    [InlineData("""{"Line":[{"Amount":1,"DetailType":"DiscountLineDetail","DiscountLineDetail":{"PercentBased":true}}]}""", "6090")]
    [InlineData("""{"Line":[{"Amount":-1,"DetailType":"DiscountLineDetail","DiscountLineDetail":{}}]}""", "2290")]
    [InlineData("""{"Line":[{"Amount":1,"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"ItemRef":{"value":"SHIPPING_ITEM_ID"}}}]}""", "6000")]
    [InlineData("""{"TxnDate":"2026-02-30","Line":[{"Amount":1,"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"ItemRef":{"value":"1"}}}]}""", "2060")]
    [InlineData("""{"DocNumber":"1234567890123456789012","Line":[{"Amount":1,"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"ItemRef":{"value":"1"}}}]}""", "2050")]
    [InlineData("""{"EmailStatus":"NeedToSend","Line":[{"Amount":1,"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"ItemRef":{"value":"1"}}}]}""", "6000")]
    [InlineData("""{"CurrencyRef":{"value":"EUR"},"Line":[{"Amount":1,"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"ItemRef":{"value":"1"}}}]}""", "6000")]
    [InlineData("""{"CurrencyRef":{"value":"XYZ"},"Line":[{"Amount":1,"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"ItemRef":{"value":"1"}}}]}""", "2220")]
    [InlineData("""{"DepositToAccountRef":{"value":"79"},"Line":[{"Amount":1,"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"ItemRef":{"value":"1"}}}]}""", "6430")]
    public async Task Receipt_that_quickbooks_refuses_is_refused(string body, string code)
    {
        await using var company = await CompanyHost.Start();
        Assert.Equal(code, (await company.Refused("salesreceipt", body)).Code);
        Assert.Empty(await company.Ids("SalesReceipt", ""));
    }

    [Fact]
    public async Task Forms_name_what_they_require()
    {
        await using var company = await CompanyHost.Start();
        Assert.Equal(("2020", "Required parameter CustomerRef is missing in the request"), await company.Refused("invoice", Bodies.Form("1")));
        Assert.Equal(("2020", "Required parameter CustomerRef is missing in the request"), await company.Refused("creditmemo", Bodies.Form("1")));
        Assert.Equal(("2020", "Required parameter DepositToAccountRef is missing in the request"), await company.Refused("refundreceipt", Bodies.Form("1")));
        Assert.Equal(("2020", "Required parameter Line is missing in the request"), await company.Refused("salesreceipt", "{}"));
    }

    [Theory]
    [InlineData("1861.08", "128.350", "14.50", true)]
    [InlineData("1861.07", "128.350", "14.50", false)]
    [InlineData("100", "3", "33.333333", true)]
    [InlineData("100", "3", "33.33", false)]
    [InlineData("-1.01", "1", "-1.005", true)]
    public async Task Amount_is_quantity_times_price_rounded_half_away_from_zero(string amount, string quantity, string price, bool accepted)
    {
        await using var company = await CompanyHost.Start();
        var body = $$"""{"Line":[{{Bodies.Line("2000")}},{{Bodies.Line(amount, more: $",\"Qty\":{quantity},\"UnitPrice\":{price}")}}]}""";
        if (accepted) await company.Write("salesreceipt", body);
        else Assert.Equal("6070", (await company.Refused("salesreceipt", body)).Code);
    }

    [Fact]
    public async Task Mismatch_shows_the_value_with_thousands()
    {
        await using var company = await CompanyHost.Start();
        var refused = await company.Refused("salesreceipt", $$"""{"Line":[{{Bodies.Line("1861.07", more: ",\"Qty\":128.350,\"UnitPrice\":14.50")}}]}""");
        Assert.Equal("Amount is not equal to UnitPrice * Qty. Supplied value:1,861.07", refused.Detail);
    }

    [Fact]
    public async Task Line_without_item_is_text_and_its_amount_does_not_count()
    {
        await using var company = await CompanyHost.Start();
        var receipt = await company.Write("salesreceipt", $$$"""{"Line":[{{{Bodies.Line("10")}}},{"Amount":5,"Description":"note","DetailType":"SalesItemLineDetail","SalesItemLineDetail":{}}]}""");
        Assert.Equal(10m, (decimal)receipt["TotalAmt"]!);
        Assert.Equal(("DescriptionOnly", "note", null), ((string?)receipt["Line"]![1]!["DetailType"], (string?)receipt["Line"]![1]!["Description"], receipt["Line"]![1]!["Amount"]));
    }

    [Fact]
    public async Task Shipping_item_works_where_shipping_is_allowed_and_stays_out_of_the_subtotal()
    {
        await using var company = await CompanyHost.Start();
        await company.Settings("""{"preferences":{"SalesFormsPrefs":{"AllowShipping":true}}}""");
        var receipt = await company.Write("salesreceipt", $$"""{"Line":[{{Bodies.Line("5", "SHIPPING_ITEM_ID")}},{{Bodies.Line("10")}}]}""");
        Assert.Equal(15m, (decimal)receipt["TotalAmt"]!);
        Assert.Equal(10m, (decimal)receipt["Line"]![1]!["Amount"]!);
        Assert.Equal("SHIPPING_ITEM_ID", (string?)receipt["Line"]![2]!["SalesItemLineDetail"]!["ItemRef"]!["value"]);
    }

    [Fact]
    public async Task One_discount_by_percent_or_amount()
    {
        await using var company = await CompanyHost.Start();
        const string percent = """{"DetailType":"DiscountLineDetail","DiscountLineDetail":{"PercentBased":true,"DiscountPercent":5}}""";
        var receipt = await company.Write("salesreceipt", $$"""{"Line":[{{Bodies.Line("1005.10")}},{{percent}}]}""");
        Assert.Equal((954.84m, 50.26m), ((decimal)receipt["TotalAmt"]!, (decimal)receipt["Line"]![2]!["Amount"]!)); // 50.255
        Assert.Equal("6000", (await company.Refused("salesreceipt", $$"""{"Line":[{{Bodies.Line("1")}},{{percent}},{{percent}}]}""")).Code);
        await company.Settings("""{"preferences":{"SalesFormsPrefs":{"AllowDiscount":false}}}""");
        Assert.Equal("6000", (await company.Refused("salesreceipt", $$"""{"Line":[{{Bodies.Line("1")}},{{percent}}]}""")).Code);
    }

    [Fact]
    public async Task Negative_lines_pass_unless_the_company_refuses_them()
    {
        await using var company = await CompanyHost.Start();
        var body = $$"""{"Line":[{{Bodies.Line("10")}},{{Bodies.Line("-3")}}]}""";
        Assert.Equal(7m, (decimal)(await company.Write("salesreceipt", body))["TotalAmt"]!);
        await company.Settings("""{"switches":{"refuseNegativeLines":true}}""");
        Assert.Equal("2290", (await company.Refused("salesreceipt", body)).Code);
    }

    [Fact]
    public async Task Own_numbers_stay_and_a_number_in_use_is_6140_with_its_holder()
    {
        await using var company = await CompanyHost.Start();
        await company.Write("customer", Bodies.Customer("Jane"));
        await company.Write("invoice", Bodies.Invoice("1", "1", ""","DocNumber":"WC-1" """));
        Assert.Null((await company.Write("salesreceipt", Bodies.Form("1")))["DocNumber"]);
        var refused = await company.Refused("salesreceipt", Bodies.Form("1", ""","DocNumber":"WC-1" """));
        Assert.Equal("6140", refused.Code);
        Assert.EndsWith("DocNumber=WC-1 is assigned to TxnType=Invoice with TxnId=1", refused.Detail);
        Assert.Equal("WC-1", (string?)(await company.Write("salesreceipt?include=allowduplicatedocnum", Bodies.Form("1", ""","DocNumber":"WC-1" """)))["DocNumber"]);
        await company.Settings("""{"switches":{"warnOnDuplicateDocNumber":false}}""");
        await company.Write("salesreceipt", Bodies.Form("1", ""","DocNumber":"WC-1" """));
    }

    [Fact]
    public async Task Company_that_counts_replaces_a_number_sent()
    {
        await using var company = await CompanyHost.Start();
        await company.Settings("""{"preferences":{"SalesFormsPrefs":{"CustomTxnNumbers":false}}}""");
        Assert.Equal("1001", (string?)(await company.Write("salesreceipt", Bodies.Form("1", ""","DocNumber":"WC-1" """)))["DocNumber"]);
        Assert.Equal("1002", (string?)(await company.Write("salesreceipt", Bodies.Form("1")))["DocNumber"]);
        Assert.Equal("1001", (string?)(await company.Write("salesreceipt", $$"""{"Id":"1","SyncToken":"0","Line":[{{Bodies.Line("2")}}]}"""))["DocNumber"]);
    }

    [Fact]
    public async Task Date_defaults_to_the_companys_own_day()
    {
        var clock = new TestClock();
        await using var company = await CompanyHost.Start(clock: clock);
        clock.Move(TimeSpan.FromHours(11)); // 07:00 UTC of the 6th, still the 5th in Los Angeles
        await company.Connect();
        Assert.Equal("2026-03-05", (string?)(await company.Write("salesreceipt", Bodies.Form("1")))["TxnDate"]);
        await company.Settings("""{"switches":{"timeZone":"Europe/Berlin"}}""");
        var receipt = await company.Write("salesreceipt", Bodies.Form("1"));
        Assert.Equal(("2026-03-06", "2026-03-06T08:00:00+01:00"), ((string?)receipt["TxnDate"], (string?)receipt["MetaData"]!["CreateTime"]));
    }

    [Fact]
    public async Task Closed_books_take_nothing_on_or_before_their_day()
    {
        await using var company = await CompanyHost.Start();
        await company.Write("salesreceipt", Bodies.Form("1", ""","TxnDate":"2025-12-31" """));
        await company.Settings("""{"preferences":{"AccountingInfoPrefs":{"BookCloseDate":"2025-12-31"}}}""");
        Assert.Equal("6210", (await company.Refused("salesreceipt", Bodies.Form("1", ""","TxnDate":"2025-12-31" """))).Code);
        Assert.Equal("6210", (await company.Refused("salesreceipt", """{"Id":"1","SyncToken":"0","sparse":true,"PrivateNote":"x"}""")).Code);
        Assert.Equal("6210", (await company.Refused("salesreceipt?operation=delete", """{"Id":"1","SyncToken":"0"}""")).Code);
        await company.Write("salesreceipt", Bodies.Form("1", ""","TxnDate":"2026-01-01" """));
    }

    [Fact]
    public async Task Inactive_customer_is_610_and_missing_customer_2500()
    {
        await using var company = await CompanyHost.Start();
        await company.Write("customer", Bodies.Customer("Jane"));
        await company.Write("customer", """{"Id":"1","SyncToken":"0","sparse":true,"Active":false}""");
        var inactive = await company.Refused("invoice", Bodies.Invoice("1", "1"));
        Assert.Equal("610", inactive.Code);
        Assert.Contains("made inactive", inactive.Detail);
        Assert.Equal(("2500", "Invalid Reference Id : Names element id 9 not found"), await company.Refused("invoice", Bodies.Invoice("9", "1")));
    }

    [Fact]
    public async Task Refund_takes_the_money_from_its_account_and_credit_stays_open()
    {
        await using var company = await CompanyHost.Start();
        await company.Write("customer", Bodies.Customer("Jane"));
        var refund = await company.Write("refundreceipt", Bodies.Form("42", ""","DepositToAccountRef":{"value":"35"},"PaymentMethodRef":{"value":"3"}"""));
        Assert.Equal((42m, 0m, "Checking", "Visa"), ((decimal)refund["TotalAmt"]!, (decimal)refund["Balance"]!, (string?)refund["DepositToAccountRef"]!["name"], (string?)refund["PaymentMethodRef"]!["name"]));
        var credit = await company.Write("creditmemo", Bodies.Invoice("1", "50"));
        Assert.Equal((50m, 50m), ((decimal)credit["RemainingCredit"]!, (decimal)credit["Balance"]!));
        Assert.Equal(-50m, (decimal)(await company.Read("customer/1"))["Balance"]!);
    }

    [Fact]
    public async Task Foreign_sale_needs_multicurrency_the_customers_currency_and_shows_home_totals()
    {
        await using var company = await CompanyHost.Start();
        await company.Settings("""{"preferences":{"CurrencyPrefs":{"MultiCurrencyEnabled":true}}}""");
        await company.Write("customer", """{"DisplayName":"Jane EUR","CurrencyRef":{"value":"EUR"}}""");
        Assert.Equal(("2020", "Required parameter CurrencyRef is missing in the request"), await company.Refused("invoice", Bodies.Invoice("1", "10")));
        Assert.Equal("6000", (await company.Refused("invoice", Bodies.Invoice("1", "10", ""","CurrencyRef":{"value":"USD"}"""))).Code);
        var invoice = await company.Write("invoice", Bodies.Invoice("1", "10.01", ""","CurrencyRef":{"value":"EUR"},"ExchangeRate":1.0945"""));
        Assert.Equal((10.01m, 10.96m), ((decimal)invoice["TotalAmt"]!, (decimal)invoice["HomeTotalAmt"]!));
        await company.Write("exchangerate", """{"SourceCurrencyCode":"EUR","Rate":1.2,"AsOfDate":"2026-01-01"}""");
        Assert.Equal(1.2m, (decimal)(await company.Read("exchangerate?sourcecurrencycode=EUR&asofdate=2026-02-01"))["Rate"]!);
        Assert.Equal(1.2m, (decimal)(await company.Write("invoice", Bodies.Invoice("1", "10", ""","CurrencyRef":{"value":"EUR"}""")))["ExchangeRate"]!);
    }
}
