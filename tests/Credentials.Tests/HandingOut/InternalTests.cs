using System.Net;
using Credentials.Tests.Driving;
using Credentials.Tests.Outside;

namespace Credentials.Tests.HandingOut;

public class InternalTests
{
    [Fact]
    public async Task Only_active_credentials_are_handed_out()
    {
        await using var app = await CredentialsDriver.StartAsync();
        await app.PutAsync("shop-a", Bodies.Woo());
        await app.PutAsync("shop-b", Bodies.Woo("https://b.example", active: false));
        Assert.Equal("shop-a", Assert.Single(await app.Client.ActiveAsync("woocommerce", default)).Id);
        Assert.Null(await app.Client.FindAsync("shop-b", default));
        Assert.Null(await app.Client.FindAsync("nobody", default));
    }

    [Fact]
    public async Task They_can_be_asked_for_by_tenant()
    {
        await using var app = await CredentialsDriver.StartAsync();
        await app.PutAsync("p-a", Bodies.Supabase(tenant: "a"));
        await app.PutAsync("p-b", Bodies.Supabase(tenant: "b"));
        Assert.Equal("p-b", Assert.Single((await app.InternalAsync("platform=supabase&tenant_id=b")).Json.EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal("p-a", (await app.Client.TargetAsync("a", "supabase", default))!.Id);
    }

    [Fact]
    public async Task A_company_comes_with_its_start_and_without_its_tokens()
    {
        await using var intuit = await FakeIntuit.StartAsync();
        await using var app = await CredentialsDriver.StartAsync(settings: intuit.Settings);
        await app.PutAsync("books", Bodies.QuickBooks());
        Assert.Null(await app.Client.FindAsync("books", default)); // no company yet, so no account to book in

        app.Client.Drop();
        await app.PutAsync("books", Bodies.QuickBooks("refresh-0", "access-0", app.Clock.GetUtcNow().AddHours(1), realm: "123"));
        var fields = (await app.Client.FindAsync("books", default))!.Fields;
        Assert.Equal(("123", Bodies.ClientSecret), (fields["realm_id"], fields["client_secret"]));
        Assert.Equal(app.Clock.GetUtcNow().ToString("yyyy-MM-dd"), fields["start_date"]);
        Assert.True(DateTimeOffset.Parse(fields["connected_at"]) <= app.Clock.GetUtcNow());
        Assert.DoesNotContain(fields.Values, value => value.Contains("refresh-0") || value.Contains("access-0"));
    }

    [Fact]
    public async Task The_start_stays_when_the_same_company_is_connected_again_and_moves_with_another()
    {
        await using var app = await CredentialsDriver.StartAsync();
        async Task<string> StartAsync(string realm)
        {
            await app.PutAsync("books", Bodies.QuickBooks("refresh", "access", app.Clock.GetUtcNow().AddHours(1), realm));
            app.Client.Drop();
            return (await app.Client.FindAsync("books", default))!.Field("start_date");
        }
        var first = await StartAsync("111");
        app.Clock.Move(TimeSpan.FromDays(10));
        Assert.Equal(first, await StartAsync("111"));
        Assert.Equal(app.Clock.GetUtcNow().ToString("yyyy-MM-dd"), await StartAsync("222"));
    }

    [Fact]
    public async Task Tokens_of_one_company_are_never_used_for_another()
    {
        await using var app = await CredentialsDriver.StartAsync();
        await app.PutAsync("books", Bodies.QuickBooks("refresh", "access", app.Clock.GetUtcNow().AddHours(1), "111"));
        await app.PutJsonAsync("books", """{"platform":"quickbooks","credentials":{"realm_id":"222"}}""");
        var answer = await app.AccessTokenAsync("books");
        Assert.Equal("reconnect_required", answer.Code);
        Assert.Contains("changed after it was connected", answer.Detail);
    }

    [Fact]
    public async Task An_access_token_of_an_inactive_or_other_credential_is_refused_by_its_own_name()
    {
        await using var app = await CredentialsDriver.StartAsync();
        await app.PutAsync("shop-a", Bodies.Woo());
        await app.PutAsync("books", Bodies.QuickBooks(active: false));
        var mismatch = await app.AccessTokenAsync("shop-a");
        Assert.Equal((HttpStatusCode.BadRequest, "credential_type_mismatch"), (mismatch.Status, mismatch.Code));
        var inactive = await app.AccessTokenAsync("books");
        Assert.Equal((HttpStatusCode.Forbidden, "credential_inactive"), (inactive.Status, inactive.Code));
        Assert.Equal("credential_type_mismatch", (await app.InternalAsync("id=shop-a&platform=quickbooks")).Code);
        Assert.Equal("validation_failed", (await app.InternalAsync("platform=shopify")).Code);
        Assert.Equal("validation_failed", (await app.InternalAsync("tenant_id=a")).Code);
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_hides_no_other_and_is_an_error_of_its_own()
    {
        using var folder = new TempFolder();
        await using var app = await CredentialsDriver.StartAsync(folder);
        await app.PutAsync("shop-a", Bodies.Woo());
        await app.PutAsync("shop-b", Bodies.Woo("https://b.example"));
        folder.Execute("UPDATE integration_credentials SET credentials_encrypted = (SELECT credentials_encrypted FROM integration_credentials WHERE id = 'shop-a') WHERE id = 'shop-b'");

        Assert.Equal("shop-a", Assert.Single(await app.Client.ActiveAsync("woocommerce", default)).Id);
        foreach (var answer in new[] { await app.InternalAsync("id=shop-b"), await app.GetAsync("/api/credentials/shop-b"), await app.PostAsync("/api/credentials/shop-b/test") })
        {
            Assert.Equal((HttpStatusCode.InternalServerError, "credential_unreadable"), (answer.Status, answer.Code));
            Assert.Contains("INTEGRATION_ENCRYPTION_KEY", answer.Detail);
        }
        var listed = (await app.GetAsync("/api/credentials")).Json.EnumerateArray().Single(row => row.GetProperty("id").GetString() == "shop-b");
        Assert.Equal("credential_unreadable", listed.GetProperty("problem").GetProperty("code").GetString());

        Assert.Equal("credential_unreadable", (await app.PutJsonAsync("shop-b", """{"platform":"woocommerce","credentials":{"store_url":"https://c.example"}}""")).Code);
        Assert.Equal(HttpStatusCode.OK, (await app.PutAsync("shop-b", Bodies.Woo("https://b.example"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await app.InternalAsync("id=shop-b")).Status);
    }
}
