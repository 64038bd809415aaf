using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Sandbox.Tests.Driving;

namespace Sandbox.Tests.QuickBooks;

public sealed class WebhookTests
{
    private static async Task<CompanyHost> Telling(RawReceiver listener, string more = "")
    {
        var company = await CompanyHost.Start();
        await company.Control("webhooks", $$"""{"url":"{{listener.Url}}","hold":true{{more}}}""");
        return company;
    }

    private static List<JsonNode> Heard(RawReceiver listener) => [.. listener.All.Select(request => JsonNode.Parse(request.Body)!)];

    private static async Task Work(CompanyHost company)
    {
        await company.Write("customer", Bodies.Customer("Jane"));
        await company.Write("invoice", Bodies.Invoice("1", "10"));
        await company.Write("invoice?operation=void", """{"Id":"1","SyncToken":"0"}""");
        await company.Write("salesreceipt", Bodies.Form("1"));
        await company.Post("salesreceipt?operation=delete", """{"Id":"2","SyncToken":"0"}""");
    }

    [Fact]
    public async Task Changes_are_told_once_each_and_signed_over_the_bytes_sent()
    {
        using var listener = new RawReceiver();
        await using var company = await Telling(listener, ""","verifierToken":"secret" """);
        await Work(company);
        await company.Control("webhooks/deliver", "{}");
        var request = Assert.Single(listener.All);
        Assert.Equal(Convert.ToBase64String(HMACSHA256.HashData("secret"u8, request.Body)), request.Header("intuit-signature"));
        var notification = Heard(listener)[0]["eventNotifications"]![0]!;
        Assert.Equal(CompanyHost.Realm, (string?)notification["realmId"]);
        Assert.Equal(["Customer 1 Create", "Invoice 1 Create", "Invoice 1 Void", "SalesReceipt 2 Create", "SalesReceipt 2 Delete"],
            notification["dataChangeEvent"]!["entities"]!.AsArray().Select(entity => $"{entity!["name"]} {entity["id"]} {entity["operation"]}"));
    }

    [Fact]
    public async Task Cloud_events_come_as_an_array_twice_and_newest_first_where_control_says_so()
    {
        using var listener = new RawReceiver();
        await using var company = await Telling(listener, ""","shape":"cloudevents","repeat":2,"reverse":true,"perRequest":1""");
        await Work(company);
        await company.Control("webhooks/deliver", "{}");
        var types = Heard(listener).Select(body => body.AsArray().Single()!).Select(told => $"{told["type"]} {told["intuitentityid"]} {told["intuitaccountid"]}").ToList();
        string[] once = ["qbo.salesreceipt.deleted.v1 2", "qbo.salesreceipt.created.v1 2", "qbo.invoice.voided.v1 1", "qbo.invoice.created.v1 1", "qbo.customer.created.v1 1"];
        Assert.Equal(once.SelectMany(type => Enumerable.Repeat($"{type} {CompanyHost.Realm}", 2)), types);
    }

    [Fact]
    public async Task Refused_requests_wait_for_their_time_and_are_sent_again()
    {
        using var listener = new RawReceiver();
        await using var company = await Telling(listener);
        listener.Status = 503;
        await company.Write("customer", Bodies.Customer("Jane"));
        await company.Control("webhooks/deliver", "{}");
        Assert.Equal((0, 1), ((int)(await company.Look("webhooks"))["queued"]!, (int)(await company.Look("webhooks"))["refused"]!));
        listener.Status = 200;
        await company.Control("webhooks/deliver", "{}");
        Assert.Equal(2, listener.All.Count);
        Assert.Single(Heard(listener).Select(body => body.ToJsonString()).Distinct());
        Assert.Equal(0, (int)(await company.Look("webhooks"))["refused"]!);
    }

    [Fact]
    public async Task Changes_go_out_by_themselves_where_they_are_not_held()
    {
        using var listener = new RawReceiver();
        await using var company = await Telling(listener);
        await company.Control("webhooks", """{"hold":false}""");
        await company.Write("customer", Bodies.Customer("Jane"));
        Assert.True(SpinWait.SpinUntil(() => listener.All.Count == 1, TimeSpan.FromSeconds(20)));
    }

    [Theory]
    [InlineData("""{"url":"somewhere"}""", "url")]
    [InlineData("""{"shape":"xml"}""", "shape")]
    [InlineData("""{"repeat":0}""", "repeat")]
    [InlineData("""{"colour":"red"}""", "colour")]
    public async Task Settings_that_cannot_be_are_refused_by_name(string body, string field)
    {
        await using var company = await CompanyHost.Start();
        using var reply = await company.Http.PostAsync("control/webhooks", new StringContent(body, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
        Assert.Equal(400, (int)reply.StatusCode);
        Assert.Contains(field, await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
