using QboSync.Talking;
using Syncing.Working;

namespace QboSync.Tests.Talking;

public sealed class FaultReadingTests
{
    [Theory]
    [InlineData("3200", FaultKind.Unauthorised)]
    [InlineData("3100", FaultKind.Unauthorised)]
    [InlineData("120", FaultKind.Unauthorised)]
    [InlineData("3001", FaultKind.Throttled)]
    [InlineData("10000", FaultKind.UnknownOutcome)]
    [InlineData("600", FaultKind.UnknownOutcome)]
    [InlineData("130", FaultKind.Transient)]
    [InlineData("5010", FaultKind.Conflict)]
    [InlineData("6140", FaultKind.Conflict)]
    [InlineData("6240", FaultKind.DuplicateName)]
    [InlineData("2500", FaultKind.MappingMissing)]
    [InlineData("6200", FaultKind.ClosedPeriod)]
    [InlineData("6210", FaultKind.ClosedPeriod)]
    [InlineData("6540", FaultKind.Conflict)]
    [InlineData("6480", FaultKind.Conflict)]
    [InlineData("6190", FaultKind.Misconfigured)]
    [InlineData("5020", FaultKind.MappingMissing)]
    [InlineData("6270", FaultKind.MappingMissing)]
    [InlineData("6100", FaultKind.MappingMissing)]
    [InlineData("6430", FaultKind.MappingMissing)]
    [InlineData("2220", FaultKind.MappingMissing)]
    [InlineData("6000", FaultKind.Invalid)]
    [InlineData("6070", FaultKind.Invalid)]
    [InlineData("2010", FaultKind.Invalid)]
    public void Every_code_has_its_kind_and_says_what_to_do(string code, FaultKind kind)
    {
        var fault = FaultReading.Read([new QuickBooksError(code, "Message", "Detail of it")], write: true);

        Assert.Equal(kind, fault.Kind);
        Assert.Matches("^[a-z][a-z0-9_]+$", fault.Code);
        Assert.True(fault.Message.Length > 60, fault.Message);
    }

    [Fact]
    public void A_reading_that_fails_inside_QuickBooks_is_only_transient() =>
        Assert.Equal(FaultKind.Transient, FaultReading.Read([new QuickBooksError("10000", "", "")], write: false).Kind);

    [Theory]
    [InlineData("Object Not Found : Another user has deleted this transaction.", "deleted_in_quickbooks", true)]
    [InlineData("Object Not Found : Something you're trying to use has been made inactive. Check the fields.", "reference_inactive", false)]
    public void Code_610_has_two_meanings(string detail, string code, bool gone)
    {
        var error = new QuickBooksError("610", "Object Not Found", detail);

        Assert.Equal(code, FaultReading.Read([error], write: true).Code);
        Assert.Equal(gone, error.IsGone);
    }

    [Theory]
    [InlineData("""{"Fault":{"Error":[{"Message":"m","Detail":"d","code":"6240","element":""}],"type":"ValidationFault"}}""", "6240")]
    [InlineData("""{"Fault":{"Error":[{"Message":"m","Detail":"d","code":6240}],"type":"ValidationFault"}}""", "6240")]
    [InlineData("""{"warnings":null,"fault":{"error":[{"message":"m","detail":"d","code":"3200","element":null}],"type":"AUTHENTICATION"},"time":1730024394085}""", "3200")]
    [InlineData("""<?xml version="1.0"?><IntuitResponse xmlns="http://schema.intuit.com/finance/v3"><Fault type="SERVICE"><Error code="003001"><Message>x</Message></Error></Fault></IntuitResponse>""", "3001")]
    public void Faults_are_read_in_every_form_they_come_in(string body, string code) => Assert.Equal(code, Assert.Single(FaultBody.Errors(body)).Code);

    [Theory]
    [InlineData("""{"SalesReceipt":{"Id":"1"},"time":"x"}""")]
    [InlineData("<html>Bad gateway</html>")]
    [InlineData("")]
    public void What_is_no_fault_has_no_errors(string body) => Assert.Empty(FaultBody.Errors(body));

    [Theory]
    [InlineData("O'Neil", @"'O\'Neil'")]
    [InlineData(@"back\slash\", @"'back\\slash\\'")]
    [InlineData("plain", "'plain'")]
    public void Literals_are_escaped_and_not_doubled(string text, string literal) => Assert.Equal(literal, Query.Literal(text));
}
