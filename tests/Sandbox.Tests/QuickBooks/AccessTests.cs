using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Sandbox.Tests.QuickBooks;

public sealed class AccessTests
{
    [Fact]
    public async Task Access_token_expires_after_its_hour_with_the_gateways_lower_case_body()
    {
        await using var company = await CompanyHost.Start();
        company.Clock.Move(TimeSpan.FromSeconds(3599));
        Assert.Equal(HttpStatusCode.OK, (await company.Get("item/1")).Status);
        company.Clock.Move(TimeSpan.FromSeconds(1));
        var (status, body) = await company.Get("item/1");
        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Equal("3200", (string?)body["fault"]!["error"]![0]!["code"]);
        Assert.Equal("message=AuthenticationFailed; errorCode=003200; statusCode=401", (string?)body["fault"]!["error"]![0]!["message"]);
        Assert.Equal("AUTHENTICATION", (string?)body["fault"]!["type"]);
        Assert.Equal(company.Clock.GetUtcNow().ToUnixTimeMilliseconds(), (long)body["time"]!);
        await company.Connect();
        Assert.Equal(HttpStatusCode.OK, (await company.Get("item/1")).Status);
    }

    [Fact]
    public async Task Control_expires_access_tokens_at_once()
    {
        await using var company = await CompanyHost.Start();
        Assert.Equal(1, (int)(await company.Control("expire-token", "{}"))["expired"]!);
        Assert.Equal(HttpStatusCode.Unauthorized, (await company.Get("item/1")).Status);
    }

    [Fact]
    public async Task Refused_write_executes_nothing_and_is_not_remembered()
    {
        await using var company = await CompanyHost.Start();
        await company.Control("expire-token", "{}");
        Assert.Equal(HttpStatusCode.Unauthorized, (await company.Post("customer?requestid=r1", Bodies.Customer("Jane"))).Status);
        await company.Connect();
        Assert.Equal("Jane", (string?)(await company.Write("customer?requestid=r1", Bodies.Customer("Jane")))["DisplayName"]);
    }

    [Fact]
    public async Task Another_companys_realm_is_403()
    {
        await using var company = await CompanyHost.Start();
        await company.Control("companies", """{"realm":"9130350000000002"}""");
        foreach (var realm in (string[])["9130350000000002", "1"])
        {
            var (status, body) = await company.Get("item/1", realm);
            Assert.Equal((HttpStatusCode.Forbidden, "3100", "SERVICE"), (status, (string?)body["fault"]!["error"]![0]!["code"], (string?)body["fault"]!["type"]));
        }
    }

    [Fact]
    public async Task Disconnected_app_is_403()
    {
        await using var company = await CompanyHost.Start();
        await company.Settings("""{"switches":{"disconnected":true}}""");
        Assert.Equal(HttpStatusCode.Forbidden, (await company.Get("item/1")).Status);
    }

    [Fact]
    public async Task Who_does_not_ask_for_json_gets_xml()
    {
        await using var company = await CompanyHost.Start();
        using var request = company.Api(HttpMethod.Get, "item/1");
        request.Headers.Accept.Clear();
        using var reply = await company.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("application/xml", reply.Content.Headers.ContentType?.MediaType);
        var text = await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("<IncomeAccountRef name=\"Services Income\">1</IncomeAccountRef>", text);
        Assert.Contains("http://schema.intuit.com/finance/v3", text);
    }

    [Fact]
    public async Task Unknown_resource_and_wrong_case_are_system_faults()
    {
        await using var company = await CompanyHost.Start();
        foreach (var path in (string[])["nothing", "Customer"])
        {
            var (status, body) = await company.Post(path, "{}");
            Assert.Equal((HttpStatusCode.InternalServerError, "10000"), (status, CompanyHost.Error(body).Code));
        }
    }

    [Fact]
    public async Task Body_that_is_not_utf8_is_500_unsupported()
    {
        await using var company = await CompanyHost.Start();
        using var request = company.Api(HttpMethod.Post, "customer");
        request.Content = new ByteArrayContent(Encoding.Latin1.GetBytes("{\"DisplayName\":\"Müller\"}"));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var (status, body) = await company.Send(request);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("500", CompanyHost.Error(body).Code);
        Assert.Contains("MalformedByteSequenceException", CompanyHost.Error(body).Detail);
    }

    [Fact]
    public async Task Fault_can_be_made_to_answer_200()
    {
        await using var company = await CompanyHost.Start();
        await company.Settings("""{"switches":{"faultsAnswer200":true}}""");
        var (status, body) = await company.Post("customer", "{}");
        Assert.Equal((HttpStatusCode.OK, "6080"), (status, CompanyHost.Error(body).Code));
    }

    [Fact]
    public async Task Ended_subscription_reads_but_does_not_write()
    {
        await using var company = await CompanyHost.Start();
        await company.Settings("""{"switches":{"subscriptionEnded":true}}""");
        Assert.Equal("6190", (await company.Refused("customer", Bodies.Customer("Jane"))).Code);
        Assert.Equal(HttpStatusCode.OK, (await company.Get("item/1")).Status);
    }

    [Fact]
    public async Task Company_and_preferences_are_read_by_their_own_paths()
    {
        await using var company = await CompanyHost.Start();
        Assert.Equal("US", (string?)(await company.Read($"companyinfo/{CompanyHost.Realm}"))["Country"]);
        var preferences = await company.Read("preferences");
        Assert.True((bool)preferences["SalesFormsPrefs"]!["CustomTxnNumbers"]!);
        Assert.Equal("USD", (string?)preferences["CurrencyPrefs"]!["HomeCurrency"]!["value"]);
        var updated = await company.Write("preferences", $$$"""{"Id":"1","SyncToken":"{{{preferences["SyncToken"]}}}","sparse":true,"SalesFormsPrefs":{"AllowShipping":true}}""");
        Assert.True((bool)updated["SalesFormsPrefs"]!["AllowShipping"]!);
        Assert.True((bool)updated["SalesFormsPrefs"]!["CustomTxnNumbers"]!);
    }
}
