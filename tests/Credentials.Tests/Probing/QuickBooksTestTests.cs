using Credentials.Tests.Driving;
using Credentials.Tests.Outside;

namespace Credentials.Tests.Probing;

public class QuickBooksTestTests
{
    private const string Realm = "9130350000000001";

    private static async Task<(bool Ok, string Text)> TestAsync(FakeIntuit intuit, string refresh = "refresh-0", bool active = true)
    {
        await using var app = await CredentialsDriver.StartAsync(settings: intuit.Settings);
        await app.PutAsync("books", Bodies.QuickBooks(refresh, "access-0", app.Clock.GetUtcNow().AddHours(1), Realm));
        if (!active) await app.PutAsync("books", Bodies.QuickBooks(active: false));
        var answer = await app.PostAsync("/api/credentials/books/test");
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.Status);
        return (answer.Json.GetProperty("ok").GetBoolean(), string.Join('\n', answer.Json.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("message").GetString())));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_connected_company_says_its_name(bool active)
    {
        await using var intuit = await FakeIntuit.StartAsync();
        intuit.Companies[Realm] = "Sandbox Company_US_1";
        var (ok, text) = await TestAsync(intuit, active: active);
        Assert.True(ok);
        Assert.Contains("Sandbox Company_US_1", text);
        Assert.Equal(!active, text.Contains("switched off"));
    }

    [Fact]
    public async Task An_access_token_that_died_is_refreshed()
    {
        await using var intuit = await FakeIntuit.StartAsync();
        intuit.Companies[Realm] = "Books Ltd";
        intuit.AccessToken = "another";
        Assert.True((await TestAsync(intuit)).Ok);
        Assert.Single(intuit.Asked);
    }

    [Fact]
    public async Task A_wrong_realm_is_said()
    {
        await using var intuit = await FakeIntuit.StartAsync();
        var (ok, text) = await TestAsync(intuit);
        Assert.False(ok);
        Assert.Contains("code 3100", text);
        Assert.Contains("realm_id is of another company", text);
        Assert.Contains("sandbox-quickbooks.api.intuit.com", text);
    }

    [Fact]
    public async Task A_dead_connection_says_where_to_connect()
    {
        await using var intuit = await FakeIntuit.StartAsync();
        intuit.AccessToken = "another";
        var (ok, text) = await TestAsync(intuit, refresh: "dead");
        Assert.False(ok);
        Assert.Contains("/api/credentials/quickbooks/connect?credential_id=books", text);
    }

    [Fact]
    public async Task A_company_that_was_never_connected_says_so()
    {
        await using var app = await CredentialsDriver.StartAsync();
        await app.PutAsync("books", Bodies.QuickBooks());
        var answer = await app.PostAsync("/api/credentials/books/test");
        Assert.False(answer.Json.GetProperty("ok").GetBoolean());
        Assert.Contains("No QuickBooks company was connected yet", answer.Body);
    }
}
