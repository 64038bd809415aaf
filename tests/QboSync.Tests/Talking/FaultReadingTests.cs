using QboSync.Faults;
using QboSync.Talking;
using Syncing.Working;

namespace QboSync.Tests.Talking;

/// <summary>Every Fault goes through the client, as QuickBooks would send it.</summary>
public sealed class FaultReadingTests(FaultHouse house) : IClassFixture<FaultHouse>
{
    private const string NotBooked = "Nothing was booked; there is no such sales receipt in QuickBooks.";

    [Theory]
    // The connection and the pace.
    [InlineData("3200", FaultKind.Unauthorised, "token_refused", "Connect QuickBooks again")]
    [InlineData("3100", FaultKind.Unauthorised, "not_authorised", "as an administrator")]
    [InlineData("120", FaultKind.Unauthorised, "not_authorised", "as an administrator")]
    [InlineData("-11014", FaultKind.Unauthorised, "not_authorised", "as an administrator")]
    [InlineData("3001", FaultKind.Throttled, "throttled", "goes on by itself")]
    // The company.
    [InlineData("10200", FaultKind.Transient, "company_busy", "reset")]
    [InlineData("130", FaultKind.Transient, "company_busy", "moving")]
    [InlineData("140", FaultKind.Transient, "company_busy", "locked")]
    [InlineData("6190", FaultKind.Misconfigured, "subscription_ended", "Renew it")]
    [InlineData("5020", FaultKind.MappingMissing, "plan_lacks_feature", "Change the plan")]
    [InlineData("5030", FaultKind.MappingMissing, "plan_lacks_feature", "Change the plan")]
    // What stands in QuickBooks already.
    [InlineData("5010", FaultKind.Conflict, "changed_in_quickbooks", "Look at it in QuickBooks")]
    [InlineData("6240", FaultKind.DuplicateName, "name_taken", "Rename one of the two")]
    [InlineData("6140", FaultKind.Conflict, "number_taken", "Renumber that document")]
    [InlineData("620", FaultKind.Conflict, "cannot_be_linked", "paid or closed")]
    [InlineData("2500", FaultKind.MappingMissing, "reference_inactive", "Make it active again")]
    [InlineData("6250", FaultKind.MappingMissing, "reference_inactive", "Make the customer active again")]
    [InlineData("6200", FaultKind.ClosedPeriod, "closed_period", "Open the period")]
    [InlineData("6210", FaultKind.ClosedPeriod, "closed_period", "Open the period")]
    [InlineData("6540", FaultKind.Conflict, "deposited", "Take it off the deposit")]
    [InlineData("6450", FaultKind.Conflict, "reconciled", "credit memo or refund receipt")]
    [InlineData("6480", FaultKind.Conflict, "reconciled", "Undo the match")]
    [InlineData("6220", FaultKind.Conflict, "linked", "open balance")]
    [InlineData("800", FaultKind.Conflict, "linked", "depend on")]
    [InlineData("6270", FaultKind.MappingMissing, "before_inventory_start", "earlier")]
    // The set-up.
    [InlineData("6100", FaultKind.MappingMissing, "tax_code", "mapping of taxes")]
    [InlineData("6160", FaultKind.MappingMissing, "tax_code", "custom sales tax")]
    [InlineData("6170", FaultKind.MappingMissing, "tax_code", "no tax applies")]
    [InlineData("6230", FaultKind.MappingMissing, "tax_code", "custom sales tax")]
    [InlineData("6470", FaultKind.MappingMissing, "tax_code", "liability account")]
    [InlineData("6430", FaultKind.MappingMissing, "account_wrong", "mapping of accounts")]
    [InlineData("2220", FaultKind.MappingMissing, "currency_not_enabled", "Add the currency")]
    [InlineData("6000", FaultKind.Invalid, "business_rule", "Mend the cause")]
    // What was sent.
    [InlineData("2040", FaultKind.Invalid, "quickbooks_2040", "character")]
    [InlineData("2050", FaultKind.Invalid, "quickbooks_2050", "longer or shorter")]
    [InlineData("2210", FaultKind.Invalid, "quickbooks_2210", "e-mail address")]
    [InlineData("6080", FaultKind.Invalid, "quickbooks_6080", "no name")]
    [InlineData("6070", FaultKind.Invalid, "quickbooks_6070", "quantity times its price")]
    [InlineData("6090", FaultKind.Invalid, "quickbooks_6090", "discount")]
    [InlineData("2290", FaultKind.Invalid, "quickbooks_2290", "negative")]
    [InlineData("2250", FaultKind.Invalid, "quickbooks_2250", "no lines")]
    [InlineData("2140", FaultKind.Invalid, "quickbooks_2140", "amount or number")]
    [InlineData("2170", FaultKind.Invalid, "quickbooks_2170", "a value that QuickBooks does not know")]
    [InlineData("2010", FaultKind.Invalid, "quickbooks_2010", "does not know a field")]
    [InlineData("2020", FaultKind.Invalid, "quickbooks_2020", "needs was not sent")]
    [InlineData("2030", FaultKind.Invalid, "quickbooks_2030", "an id")]
    [InlineData("2060", FaultKind.Invalid, "quickbooks_2060", "date")]
    [InlineData("2070", FaultKind.Invalid, "quickbooks_2070", "date")]
    [InlineData("4000", FaultKind.Invalid, "quickbooks_4000", "question")]
    [InlineData("4001", FaultKind.Invalid, "quickbooks_4001", "question")]
    [InlineData("1040", FaultKind.Invalid, "quickbooks_1040", "at once")]
    public async Task Every_code_says_the_cause_that_nothing_was_booked_and_what_to_do(string code, FaultKind kind, string name, string says)
    {
        var fault = await house.FaultAsync("create SalesReceipt", (code, "General", "The particular"));

        Assert.Equal((kind, name), (fault.Kind, fault.Code));
        Assert.Contains(says, fault.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(NotBooked, fault.Message);
        var sentences = fault.Message.Split(NotBooked);
        Assert.True(sentences[0].Trim().Length > 15 && sentences[1].Trim().Length > 15, fault.Message); // a cause before, and what to do after
    }

    [Theory]
    [InlineData("create SalesReceipt", "Nothing was booked; there is no such sales receipt in QuickBooks.")]
    [InlineData("create RefundReceipt", "Nothing was booked; there is no such refund receipt in QuickBooks.")]
    [InlineData("create Customer", "Nothing was booked; the customer was not made.")]
    [InlineData("create Item", "Nothing was booked; the item was not made.")]
    [InlineData("update Invoice", "The change was not booked; the invoice stands in QuickBooks as it was.")]
    [InlineData("update Payment", "The change was not booked; the payment stands in QuickBooks as it was.")]
    [InlineData("update Customer", "The change was not booked; the customer stands in QuickBooks as it was.")]
    [InlineData("update Item", "The change was not booked; the item stands in QuickBooks as it was.")]
    [InlineData("read Item", "Nothing was booked.")]
    public async Task What_was_booked_is_said_of_what_was_being_done(string act, string says)
    {
        Assert.Contains($" {says} ", (await house.FaultAsync(act, ("6000", "m", "d"))).Message);
        Assert.Contains($" {says} ", (await house.FaultAsync(act, ("6210", "m", "d"))).Message);
    }

    [Theory]
    [InlineData("create Invoice", "whether the invoice was booked")]
    [InlineData("update Invoice", "whether the change of the invoice was booked")]
    [InlineData("create Customer", "whether the customer was made")]
    public async Task A_write_that_may_have_happened_says_that_it_is_not_known(string act, string says)
    {
        foreach (var (status, body) in new[] { (500, ""), (503, "<html>away</html>"), (400, FaultHouse.Body(("10000", "m", "d"))), (400, FaultHouse.Body(("150", "m", "d"))), (200, "<html>a portal</html>"), (200, "{}") })
        {
            var fault = (await house.AnsweredAsync(act, status, body)).Fault;
            Assert.Equal(FaultKind.UnknownOutcome, fault.Kind);
            if (body != "{}") Assert.Contains(says, fault.Message);
            Assert.DoesNotContain("Nothing was booked", fault.Message);
        }
        Assert.Equal(("request_repeated", FaultKind.UnknownOutcome), await house.FaultAsync(act, ("600", "m", "d")) is var repeated ? (repeated.Code, repeated.Kind) : default);
    }

    [Fact]
    public async Task A_question_that_fails_inside_QuickBooks_is_only_transient()
    {
        Assert.Equal(FaultKind.Transient, (await house.AnsweredAsync("read Item", 500, "")).Fault.Kind);
        Assert.Equal(FaultKind.Transient, (await house.FaultAsync("read Item", ("10000", "m", "d"))).Kind);
    }

    [Theory]
    [InlineData("Object Not Found : Another user has deleted this transaction.", "deleted_in_quickbooks", true)]
    [InlineData("Object Not Found : Something you're trying to use has been made inactive. Check the fields with accounts, customers, items.", "reference_inactive", false)]
    public async Task Code_610_has_two_meanings(string detail, string code, bool gone)
    {
        var refused = Assert.IsType<RefusedException>(await house.AnsweredAsync("update Invoice", 400, FaultHouse.Body(("610", "Object Not Found", detail))));
        Assert.Equal((code, gone), (refused.Fault.Code, refused.IsGone));
    }

    [Theory]
    [InlineData("create Item", "2020", "Required parameter is missing in the request. An inventory assetaccount is required if you are tracking inventory quantities for this product.", "account_wrong")]
    [InlineData("create Invoice", "2020", "Required parameter Line is missing in the request", "quickbooks_2020")]
    [InlineData("create Invoice", "6000", "Business Validation Error: Make sure all your transactions have a GST/VAT rate before you save.", "tax_code")]
    [InlineData("create Payment", "6000", "Business Validation Error: You must set a transaction amount.", "business_rule")]
    public async Task The_text_decides_where_a_code_has_several_meanings(string act, string code, string detail, string name)
    {
        var fault = await house.FaultAsync(act, (code, "m", detail));
        Assert.Equal(name, fault.Code);
        Assert.EndsWith($"QuickBooks says: {detail}", fault.Message);
    }

    [Theory]
    [InlineData("create Customer", "a vendor or an employee")]
    [InlineData("update Item", "item or category")]
    public async Task A_taken_name_says_among_whom(string act, string says) => Assert.Contains(says, (await house.FaultAsync(act, ("6240", "m", "d"))).Message);

    [Theory]
    [InlineData("9999", "Something new : that nobody has seen", "quickbooks_9999")]
    [InlineData("6125", "", "quickbooks_6125")]
    public async Task An_unknown_code_shows_QuickBooks_own_text(string code, string detail, string name)
    {
        var fault = await house.FaultAsync("create Invoice", (code, "The general part", detail));
        Assert.Equal((FaultKind.Invalid, name), (fault.Kind, fault.Code));
        Assert.Contains($"(code {code})", fault.Message);
        Assert.EndsWith(detail.Length > 0 ? detail : "The general part", fault.Message);
    }

    [Fact]
    public async Task Of_several_errors_the_most_telling_decides_and_all_are_shown()
    {
        var fault = await house.FaultAsync("create Invoice",
            ("6000", "m", "A business rule"), ("9999", "m", "Who knows"), ("2050", "m", "Max:21, supplied length:25"), ("6210", "m", "The account period has closed"));
        Assert.Equal("closed_period", fault.Code);
        foreach (var shown in new[] { "A business rule", "Who knows", "Max:21, supplied length:25", "longer or shorter" }) Assert.Contains(shown, fault.Message);

        Assert.Equal("quickbooks_2050", (await house.FaultAsync("create Invoice", ("6000", "m", "a"), ("9999", "m", "b"), ("2050", "m", "c"))).Code);
        Assert.Equal("quickbooks_9999", (await house.FaultAsync("create Invoice", ("6000", "m", "a"), ("9999", "m", "b"))).Code);
        // Something that may have been booked is looked for, whatever else was wrong.
        Assert.Equal(FaultKind.UnknownOutcome, (await house.FaultAsync("create Invoice", ("2050", "m", "a"), ("10000", "m", "b"))).Kind);
    }

    [Fact]
    public async Task Long_texts_are_cut_and_a_token_is_never_shown()
    {
        Assert.Contains(new string('x', 300) + "...", (await house.FaultAsync("create Invoice", ("6000", "m", new string('x', 5000)))).Message);
        var refused = await house.FaultAsync("create Invoice", ("3200", "message=AuthenticationFailed", "Token expired: AB01secret"), ("6000", "m", "d"));
        Assert.Equal("token_refused", refused.Code);
        Assert.DoesNotContain("AB01secret", refused.Message);
    }

    [Fact]
    public async Task The_field_is_named_where_QuickBooks_names_it()
    {
        var fault = (await house.AnsweredAsync("create Customer", 400,
            """{"Fault":{"Error":[{"Message":"Invalid Email Address format","Detail":"Email Address does not conform to the syntax rules of RFC 822.","code":2210,"element":"PrimaryEmailAddr"}],"type":"ValidationFault"}}""")).Fault;
        Assert.EndsWith("(field PrimaryEmailAddr)", fault.Message);
    }

    [Theory]
    [InlineData(400, """{"Fault":{"Error":[{"Message":"m","Detail":"d","code":"6240","element":""}],"type":"ValidationFault"}}""", "name_taken")]
    [InlineData(200, """{"Fault":{"Error":[{"Message":"m","Detail":"d","code":6240}],"type":"ValidationFault"}}""", "name_taken")]
    [InlineData(403, """{"warnings":null,"fault":{"error":[{"message":"message=ApplicationAuthorizationFailed; errorCode=003100; statusCode=403","detail":"","code":"3100","element":null}],"type":"SERVICE"},"time":1730024394085}""", "not_authorised")]
    [InlineData(429, """<?xml version="1.0"?><IntuitResponse xmlns="http://schema.intuit.com/finance/v3"><Fault type="SERVICE"><Error code="003001"><Message>x</Message></Error></Fault></IntuitResponse>""", "throttled")]
    [InlineData(400, """<?xml version="1.0"?><IntuitResponse xmlns="http://schema.intuit.com/finance/v3"><Fault type="SERVICE"><Error code="003001"><Message>x</Message></Error></Fault></IntuitResponse>""", "throttled")]
    public async Task Faults_are_read_in_every_form_they_come_in(int status, string body, string code) =>
        Assert.Equal(code, (await house.AnsweredAsync("create Customer", status, body)).Fault.Code);

    [Theory]
    [InlineData("""{"SalesReceipt":{"Id":"1"},"time":"x"}""")]
    [InlineData("<html>Bad gateway</html>")]
    [InlineData("")]
    public void What_is_no_fault_has_no_errors(string body) => Assert.Empty(FaultBody.Errors(body));

    [Theory]
    [InlineData("invoice?minorversion=75&requestid=1", "{}", FaultVerb.Create, "invoice")]
    [InlineData("invoice?minorversion=75&requestid=1", """{"Id":"3","SyncToken":"0"}""", FaultVerb.Update, "invoice")]
    [InlineData("refundreceipt?operation=delete&minorversion=75", """{"Id":"3","SyncToken":"0"}""", FaultVerb.Remove, "refund receipt")]
    [InlineData("salesreceipt?operation=update&include=void&minorversion=75", """{"Id":"3","SyncToken":"0"}""", FaultVerb.Remove, "sales receipt")]
    [InlineData("invoice?operation=void&minorversion=75", """{"Id":"3"}""", FaultVerb.Remove, "invoice")]
    [InlineData("query?minorversion=75", "select * from Item", FaultVerb.Read, "document")]
    [InlineData("item/3?minorversion=75", null, FaultVerb.Read, "document")]
    [InlineData("batch?minorversion=75", """{"BatchItemRequest":[]}""", FaultVerb.Create, "document")]
    public void The_call_says_what_was_being_done(string path, string? body, FaultVerb verb, string noun) =>
        Assert.Equal((verb, noun), (FaultAct.Of(path, body).Verb, FaultAct.Of(path, body).Noun));

    [Theory]
    [InlineData("O'Neil", @"'O\'Neil'")]
    [InlineData(@"back\slash\", @"'back\\slash\\'")]
    [InlineData("plain", "'plain'")]
    public void Literals_are_escaped_and_not_doubled(string text, string literal) => Assert.Equal(literal, Query.Literal(text));
}
