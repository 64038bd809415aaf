using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Sandbox.Tests.QuickBooks;

public sealed class OAuthTests
{
    private static Dictionary<string, string> Refresh(string token) => new() { ["grant_type"] = "refresh_token", ["refresh_token"] = token };

    [Fact]
    public async Task Every_refresh_gives_a_new_refresh_token_and_ends_the_old_one()
    {
        await using var company = await CompanyHost.Start(refresh: null);
        var (_, first) = await company.Token(Refresh("sandbox-refresh-1"));
        Assert.Equal("bearer", (string?)first["token_type"]);
        Assert.Equal(3600, (int)first["expires_in"]!);
        Assert.Equal(8726400, (int)first["x_refresh_token_expires_in"]!);
        Assert.False(first.ContainsKey("x_refresh_token_hard_expires_in"));
        Assert.False(first.ContainsKey("id_token"));
        var (status, refused) = await company.Token(Refresh("sandbox-refresh-1"));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("""{"error":"invalid_grant","error_description":"Incorrect or invalid refresh token"}""", refused.ToJsonString());
        Assert.Equal(HttpStatusCode.OK, (await company.Token(Refresh((string)first["refresh_token"]!))).Status);
    }

    [Fact]
    public async Task Grace_lets_the_old_refresh_token_live_for_the_seconds_set()
    {
        await using var company = await CompanyHost.Start(refresh: null);
        await company.Control("oauth", """{"refreshGraceSeconds":60}""");
        await company.Token(Refresh("sandbox-refresh-1"));
        company.Clock.Move(TimeSpan.FromSeconds(59));
        Assert.Equal(HttpStatusCode.OK, (await company.Token(Refresh("sandbox-refresh-1"))).Status);
        company.Clock.Move(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.BadRequest, (await company.Token(Refresh("sandbox-refresh-1"))).Status);
    }

    [Fact]
    public async Task Refresh_token_dies_after_its_idle_days()
    {
        await using var company = await CompanyHost.Start(refresh: null);
        company.Clock.Move(TimeSpan.FromSeconds(8726400));
        Assert.Equal("invalid_grant", (string?)(await company.Token(Refresh("sandbox-refresh-1"))).Body["error"]);
    }

    [Fact]
    public async Task Hard_expiry_is_told_where_asked_for_and_counts_from_consent()
    {
        await using var company = await CompanyHost.Start(refresh: null);
        company.Clock.Move(TimeSpan.FromDays(10));
        using var request = new HttpRequestMessage(HttpMethod.Post, "oauth2/v1/tokens/bearer") { Content = new FormUrlEncodedContent(Refresh("sandbox-refresh-1")) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String("sandbox-client:sandbox-secret"u8));
        request.Headers.Add("x-include-refresh-token-hard-expires-in", "true");
        var (_, body) = await company.Send(request);
        Assert.Equal(1815 * 86400, (long)body["x_refresh_token_hard_expires_in"]!);
    }

    [Theory]
    [InlineData("sandbox-client:wrong")]
    [InlineData("other:sandbox-secret")]
    public async Task Wrong_client_is_401_and_leaves_the_token_alive(string client)
    {
        await using var company = await CompanyHost.Start(refresh: null);
        var (status, body) = await company.Token(Refresh("sandbox-refresh-1"), client);
        Assert.Equal((HttpStatusCode.Unauthorized, "invalid_client"), (status, (string?)body["error"]));
        Assert.Equal(HttpStatusCode.OK, (await company.Token(Refresh("sandbox-refresh-1"))).Status);
    }

    [Fact]
    public async Task Unknown_grant_type_is_refused()
    {
        await using var company = await CompanyHost.Start(refresh: null);
        Assert.Equal("unsupported_grant_type", (string?)(await company.Token(new() { ["grant_type"] = "password" })).Body["error"]);
    }

    [Fact]
    public async Task Consent_redirects_with_code_state_and_realm_and_the_code_works_once()
    {
        await using var company = await CompanyHost.Start(refresh: null);
        using var consent = await company.Http.GetAsync("connect/oauth2?client_id=sandbox-client&response_type=code&scope=com.intuit.quickbooks.accounting&redirect_uri=http%3A%2F%2Flocalhost%2Fcb&state=a%20b", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Redirect, consent.StatusCode);
        var location = consent.Headers.Location!;
        Assert.StartsWith("http://localhost/cb?code=", location.OriginalString);
        var query = System.Web.HttpUtility.ParseQueryString(location.Query);
        Assert.Equal(("a b", CompanyHost.Realm), (query["state"], query["realmId"]));
        Dictionary<string, string> exchange = new() { ["grant_type"] = "authorization_code", ["code"] = query["code"]!, ["redirect_uri"] = "http://localhost/cb" };
        Assert.Equal(HttpStatusCode.OK, (await company.Token(exchange)).Status);
        Assert.Equal("invalid_grant", (string?)(await company.Token(exchange)).Body["error"]);
    }

    [Fact]
    public async Task Code_is_bound_to_its_redirect_address()
    {
        await using var company = await CompanyHost.Start(refresh: null);
        using var consent = await company.Http.GetAsync("connect/oauth2?client_id=sandbox-client&response_type=code&scope=com.intuit.quickbooks.accounting&redirect_uri=http%3A%2F%2Flocalhost%2Fcb&state=s", TestContext.Current.CancellationToken);
        var code = System.Web.HttpUtility.ParseQueryString(consent.Headers.Location!.Query)["code"]!;
        Assert.Equal("invalid_grant", (string?)(await company.Token(new() { ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = "http://localhost/other" })).Body["error"]);
    }

    [Theory]
    [InlineData("client_id=x&response_type=code&scope=com.intuit.quickbooks.accounting&redirect_uri=http%3A%2F%2Flocalhost%2Fcb", "invalid_client")]
    [InlineData("client_id=sandbox-client&response_type=code&scope=openid&redirect_uri=http%3A%2F%2Flocalhost%2Fcb", "invalid_scope")]
    [InlineData("client_id=sandbox-client&response_type=code&scope=com.intuit.quickbooks.accounting&redirect_uri=cb", "invalid_request")]
    public async Task Consent_that_intuit_would_not_show_is_refused(string query, string error)
    {
        await using var company = await CompanyHost.Start(refresh: null);
        var (status, body) = await company.Send(new HttpRequestMessage(HttpMethod.Get, $"connect/oauth2?{query}"));
        Assert.Equal((HttpStatusCode.BadRequest, error), (status, (string?)body["error"]));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task Revoking_ends_access_and_refresh_tokens_with_an_empty_200(string contentType)
    {
        await using var company = await CompanyHost.Start();
        var body = contentType == "application/json" ? $$"""{"token":"{{company.AccessToken}}"}""" : $"token={company.RefreshToken}";
        using var request = new HttpRequestMessage(HttpMethod.Post, "v2/oauth2/tokens/revoke") { Content = new StringContent(body, Encoding.UTF8, contentType) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String("sandbox-client:sandbox-secret"u8));
        var (status, reply) = await company.Send(request);
        Assert.Equal((HttpStatusCode.OK, 0), (status, reply.Count));
        Assert.Equal(HttpStatusCode.Unauthorized, (await company.Get("customer/1")).Status);
        Assert.Equal("invalid_grant", (string?)(await company.Token(Refresh(company.RefreshToken))).Body["error"]);
    }
}
