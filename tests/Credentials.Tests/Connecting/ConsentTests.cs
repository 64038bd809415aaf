using System.Net;
using Credentials.Tests.Driving;
using Credentials.Tests.Outside;
using Microsoft.AspNetCore.WebUtilities;

namespace Credentials.Tests.Connecting;

public class ConsentTests
{
    private const string Callback = "/api/credentials/quickbooks/callback";

    private static async Task<(string State, string Redirect)> BeginAsync(CredentialsDriver app, FakeIntuit intuit)
    {
        await app.PutAsync("books", Bodies.QuickBooks());
        var answer = await app.GetAsync("/api/credentials/quickbooks/connect?credential_id=books");
        var url = new Uri(answer.Json.GetProperty("url").GetString()!);
        Assert.StartsWith($"{intuit.Url}/connect/oauth2", url.AbsoluteUri);
        var query = QueryHelpers.ParseQuery(url.Query);
        Assert.Equal((FakeIntuit.ClientId, "code", "com.intuit.quickbooks.accounting"), (query["client_id"].ToString(), query["response_type"].ToString(), query["scope"].ToString()));
        intuit.Codes["the-code"] = query["redirect_uri"]!;
        return (query["state"]!, query["redirect_uri"]!);
    }

    // As a browser: no key, and it takes HTML.
    private static Task<HttpResponseMessage> BrowseAsync(CredentialsDriver app, string path) => app.Http.GetAsync(path);

    [Fact]
    public async Task Consent_connects_the_company()
    {
        await using var intuit = await FakeIntuit.StartAsync();
        await using var app = await CredentialsDriver.StartAsync(settings: intuit.Settings);
        var (state, redirect) = await BeginAsync(app, intuit);
        Assert.Equal(new Uri(app.Http.BaseAddress!, Callback).AbsoluteUri, redirect);

        using var page = await BrowseAsync(app, $"{Callback}?code=the-code&state={state}&realmId=9130350000000001");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("9130350000000001", await page.Content.ReadAsStringAsync());
        var company = await app.Client.FindAsync("books", default);
        Assert.Equal("9130350000000001", company!.Field("realm_id"));
        Assert.Equal("access-1", await app.Client.AccessTokenAsync("books", null, default));
        Assert.Equal(["the-code"], intuit.Asked);
        var connection = (await app.GetAsync("/api/credentials/books")).Json.GetProperty("connection");
        Assert.Equal("Connected", connection.GetProperty("state").GetString());
        Assert.InRange(connection.GetProperty("refresh_token_expires_at").GetDateTimeOffset() - app.Clock.GetUtcNow(), TimeSpan.FromDays(100), TimeSpan.FromDays(102));
    }

    [Fact]
    public async Task A_browser_is_sent_to_Intuit()
    {
        await using var intuit = await FakeIntuit.StartAsync();
        await using var app = await CredentialsDriver.StartAsync(settings: [.. intuit.Settings, "--QuickBooks:RedirectUrl=https://platform.example/back"]);
        await app.PutAsync("books", Bodies.QuickBooks());
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/credentials/quickbooks/connect?credential_id=books");
        request.Headers.Add("X-Api-Key", CredentialsDriver.ApiKey);
        using var response = await app.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Contains("redirect_uri=https%3A%2F%2Fplatform.example%2Fback", response.Headers.Location!.AbsoluteUri);
    }

    [Fact]
    public async Task A_state_serves_once()
    {
        await using var intuit = await FakeIntuit.StartAsync();
        await using var app = await CredentialsDriver.StartAsync(settings: intuit.Settings);
        var (state, _) = await BeginAsync(app, intuit);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => app.GetAsync($"{Callback}?code=the-code&state={state}&realmId=1")));
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.OK), answer => Assert.Equal("consent_state_unknown", answer.Code));
        Assert.Single(intuit.Asked);
    }

    [Theory]
    [InlineData("code=the-code&realmId=1")]
    [InlineData("code=the-code&realmId=1&state=")]
    [InlineData("code=the-code&realmId=1&state=made-up")]
    public async Task A_state_that_was_not_given_out_is_refused(string query)
    {
        await using var intuit = await FakeIntuit.StartAsync();
        await using var app = await CredentialsDriver.StartAsync(settings: intuit.Settings);
        await BeginAsync(app, intuit);
        var answer = await app.GetAsync($"{Callback}?{query}");
        Assert.Equal((HttpStatusCode.BadRequest, "consent_state_unknown"), (answer.Status, answer.Code));
        Assert.Empty(intuit.Asked);
    }

    [Fact]
    public async Task A_state_ends_after_ten_minutes()
    {
        await using var intuit = await FakeIntuit.StartAsync();
        await using var app = await CredentialsDriver.StartAsync(settings: intuit.Settings);
        var (state, _) = await BeginAsync(app, intuit);
        app.Clock.Move(TimeSpan.FromMinutes(10.1));
        Assert.Equal("consent_state_unknown", (await app.GetAsync($"{Callback}?code=the-code&state={state}&realmId=1")).Code);
        Assert.Empty(intuit.Asked);
    }

    [Theory]
    [InlineData("error=access_denied", "declined")]
    [InlineData("realmId=1", "code is missing")]
    [InlineData("code=the-code", "realmId")]
    [InlineData("code=the-code&realmId=1%3Cscript%3E", "realmId")]
    [InlineData("code=unknown&realmId=1", "invalid_grant")]
    public async Task An_answer_without_consent_connects_nothing_and_says_why(string query, string says)
    {
        await using var intuit = await FakeIntuit.StartAsync();
        await using var app = await CredentialsDriver.StartAsync(settings: intuit.Settings);
        var (state, _) = await BeginAsync(app, intuit);
        var answer = await app.GetAsync($"{Callback}?state={state}&{query}");
        Assert.Equal((HttpStatusCode.BadRequest, "consent_refused"), (answer.Status, answer.Code));
        Assert.Contains(says, answer.Detail);
        Assert.Equal("NotConnected", (await app.GetAsync("/api/credentials/books")).Json.GetProperty("connection").GetProperty("state").GetString());
    }

    [Fact]
    public async Task Only_a_quickbooks_credential_can_be_connected()
    {
        await using var app = await CredentialsDriver.StartAsync();
        await app.PutAsync("shop-a", Bodies.Woo());
        Assert.Equal("credential_type_mismatch", (await app.GetAsync("/api/credentials/quickbooks/connect?credential_id=shop-a")).Code);
        Assert.Equal("credential_missing", (await app.GetAsync("/api/credentials/quickbooks/connect?credential_id=nobody")).Code);
        Assert.Contains("missing", (await app.GetAsync("/api/credentials/quickbooks/connect")).Error("credential_id"));
    }

    [Fact]
    public async Task Consent_given_again_after_a_lost_connection_brings_tokens_back()
    {
        await using var intuit = await FakeIntuit.StartAsync();
        await using var app = await CredentialsDriver.StartAsync(settings: intuit.Settings);
        await app.PutAsync("books", Bodies.QuickBooks("long-dead", null, null, realm: "1"));
        Assert.Equal("reconnect_required", (await app.AccessTokenAsync("books")).Code);
        var (state, _) = await BeginAsync(app, intuit);
        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync($"{Callback}?code=the-code&state={state}&realmId=1")).Status);
        Assert.Equal(HttpStatusCode.OK, (await app.AccessTokenAsync("books")).Status);
    }

    [Fact]
    public async Task A_company_other_than_the_credentials_is_refused_naming_both_and_its_code_is_not_used()
    {
        await using var intuit = await FakeIntuit.StartAsync();
        await using var app = await CredentialsDriver.StartAsync(settings: intuit.Settings);
        await app.PutAsync("books", Bodies.QuickBooks(intuit.RefreshToken, "access-0", app.Clock.GetUtcNow().AddHours(1), realm: "111"));
        var (state, _) = await BeginAsync(app, intuit);

        var answer = await app.GetAsync($"{Callback}?code=the-code&state={state}&realmId=222");

        Assert.Equal((HttpStatusCode.Conflict, "realm_mismatch"), (answer.Status, answer.Code));
        Assert.Contains("111", answer.Detail);
        Assert.Contains("222", answer.Detail);
        Assert.Empty(intuit.Asked);
        Assert.Equal("access-0", await app.Client.AccessTokenAsync("books", null, default));

        await app.PutJsonAsync("books", """{"platform":"quickbooks","credentials":{"realm_id":"222"}}""");
        (state, _) = await BeginAsync(app, intuit);
        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync($"{Callback}?code=the-code&state={state}&realmId=222")).Status);
        Assert.Equal("222", (await app.Client.FindAsync("books", default))!.Field("realm_id"));
    }

    [Fact]
    public async Task A_state_connects_the_credential_that_it_was_made_for_and_no_other()
    {
        await using var intuit = await FakeIntuit.StartAsync();
        await using var app = await CredentialsDriver.StartAsync(settings: intuit.Settings);
        await app.PutAsync("others", Bodies.QuickBooks("another-tenant"));
        var (state, _) = await BeginAsync(app, intuit);
        Assert.Equal("books", (await app.GetAsync($"{Callback}?code=the-code&state={state}&realmId=1&credential_id=others")).Json.GetProperty("credential_id").GetString());
        Assert.Equal("NotConnected", (await app.ConnectionAsync("others")).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Where_Intuit_does_not_say_when_a_consent_ends_it_is_five_years()
    {
        await using var intuit = await FakeIntuit.StartAsync();
        await using var app = await CredentialsDriver.StartAsync(settings: intuit.Settings);
        var (state, _) = await BeginAsync(app, intuit);
        await app.GetAsync($"{Callback}?code=the-code&state={state}&realmId=1");
        Assert.InRange((await app.ConnectionAsync()).GetProperty("consent_ends_in").GetInt64() / 86_400, 1824, 1826);
    }
}
