using System.Net;
using Credentials.Tests.Driving;

namespace Credentials.Tests.Entering;

public class PutErrorTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private const string Woo = """ "platform":"woocommerce","credentials":{"store_url":"https://shop.example","consumer_key":"ck_1a","consumer_secret":"cs_1a","webhook_secret":"s" """;

    public static TheoryData<string, string, string> Wrong => new()
    {
        { """{"platform":"woocommerce","credentials":{"consumer_key":5}}""", "credentials.consumer_key", "not a number" },
        { """{"platform":"woocommerce","credentials":{"consumer_secret":["cs_1"]}}""", "credentials.consumer_secret", "not a list" },
        { """{"platform":"woocommerce","credentials":"ck_1"}""", "credentials", "not text" },
        { """{"platform":"woocommerce","is_active":"yes","credentials":{}}""", "is_active", "not text" },
        { """{"platform":7,"credentials":{}}""", "platform", "not a number" },
        { """{"platform":"woocommerce","tenant_id":7,"credentials":{}}""", "tenant_id", "not a number" },
        { """{"platform":"quickbooks","credentials":{"project_url":"https://a.supabase.co"}}""", "credentials.project_url", "belongs to supabase" },
        { """{"platform":"supabase","credentials":{"client_secret":"x"}}""", "credentials.client_secret", "belongs to quickbooks" },
        { """{"platform":"supabase","credentials":{},"oauth_tokens":{"refresh_token":"x"}}""", "oauth_tokens", "belong to quickbooks" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_type_mismatch_names_the_field(string body, string field, string says)
    {
        var app = shared.App;
        var answer = await app.PutJsonAsync("any", body);
        Assert.Equal((HttpStatusCode.BadRequest, "credential_type_mismatch"), (answer.Status, answer.Code));
        Assert.Contains(says, answer.Error(field));
    }

    public static TheoryData<string, string, string> Invalid => new()
    {
        { """{"credentials":{}}""", "platform", "missing" },
        { """{"platform":"shopify","credentials":{}}""", "platform", "woocommerce, quickbooks, supabase" },
        { "{" + Woo + ""","consumer":"x"}}""", "credentials.consumer", "not a field of woocommerce" },
        { "{" + Woo + """},"active":true}""", "active", "not a field" },
        { """{"platform":"woocommerce","credentials":{"consumer_key":"cs_123"}}""", "credentials.consumer_key", "consumer secret" },
        { """{"platform":"woocommerce","credentials":{"consumer_secret":"ck_123"}}""", "credentials.consumer_secret", "consumer key" },
        { """{"platform":"woocommerce","credentials":{"consumer_key":"ck_1 2"}}""", "credentials.consumer_key", "ck_ followed by" },
        { """{"platform":"woocommerce","credentials":{"store_url":"shop.example"}}""", "credentials.store_url", "absolute address" },
        { """{"platform":"woocommerce","credentials":{"store_url":"ftp://shop.example"}}""", "credentials.store_url", "absolute address" },
        { """{"platform":"woocommerce","credentials":{"store_url":"https://a:b@shop.example"}}""", "credentials.store_url", "password" },
        { """{"platform":"woocommerce","credentials":{"webhook_secret":" s "}}""", "credentials.webhook_secret", "white space" },
        { """{"platform":"woocommerce","credentials":{"webhook_secret":""}}""", "credentials.webhook_secret", "empty" },
        { """{"platform":"woocommerce","credentials":{"store_url":"https://shop.example"}}""", "credentials.consumer_key", "missing" },
        { """{"platform":"quickbooks","credentials":{"realm_id":"12a"}}""", "credentials.realm_id", "digits" },
        { """{"platform":"quickbooks","credentials":{"start_date":"31.12.2024"}}""", "credentials.start_date", "2024-01-31" },
        { """{"platform":"quickbooks","credentials":{"client_id":"a","client_secret":"b","realm_id":"1"},"oauth_tokens":{"access_token":"t"}}""", "oauth_tokens.refresh_token", "missing" },
        { """{"platform":"quickbooks","credentials":{"client_id":"a","client_secret":"b"},"oauth_tokens":{"refresh_token":"t"}}""", "credentials.realm_id", "missing" },
        { """{"platform":"quickbooks","credentials":{},"oauth_tokens":{"expires_at":"tomorrow"}}""", "oauth_tokens.expires_at", "with zone" },
        { """{"platform":"quickbooks","credentials":{},"oauth_tokens":{"expires_at":"2024-01-31T12:00:00"}}""", "oauth_tokens.expires_at", "with zone" },
        { """{"platform":"supabase","credentials":{"project_url":"https://a.supabase.co","service_role_key":null}}""", "credentials.service_role_key", "missing" },
        { """{"platform":"supabase","credentials":{"service_role_key":"sb_secret_a\nb"}}""", "credentials.service_role_key", "white space" },
    };

    [Theory]
    [MemberData(nameof(Invalid))]
    public async Task What_is_wrong_is_said_by_field(string body, string field, string says)
    {
        var app = shared.App;
        var answer = await app.PutJsonAsync("any", body);
        Assert.Equal((HttpStatusCode.BadRequest, "validation_failed"), (answer.Status, answer.Code));
        Assert.Contains(says, answer.Error(field));
        Assert.Equal("credential_missing", (await app.GetAsync("/api/credentials/any")).Code);
    }

    [Fact]
    public async Task An_error_never_repeats_the_value()
    {
        var app = shared.App;
        var answer = await app.PutJsonAsync("any", """{"platform":"supabase","credentials":{"service_role_key":"TOP SECRET","project_url":"https://user:TOPSECRET@x.example"}}""");
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.DoesNotContain("TOP", answer.Body);
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("-a")]
    [InlineData("a/b")]
    public async Task An_id_that_cannot_stand_in_an_address_is_refused(string id)
    {
        var app = shared.App;
        var answer = await app.PutAsync(Uri.EscapeDataString(id), Bodies.Woo());
        Assert.Contains("letters, digits", answer.Error("id"));
    }

    [Fact]
    public async Task Platform_and_tenant_of_a_credential_do_not_change()
    {
        var app = shared.App;
        await app.PutAsync("shop-a", Bodies.Woo());
        var platform = await app.PutAsync("shop-a", Bodies.Supabase());
        Assert.Equal("credential_type_mismatch", platform.Code);
        Assert.Contains("is a woocommerce one", platform.Error("platform"));
        var tenant = await app.PutAsync("shop-a", Bodies.Woo(tenant: "other"));
        Assert.Contains("belongs to tenant 'default-tenant'", tenant.Error("tenant_id"));
    }

    [Fact]
    public async Task What_is_not_there_is_missing()
    {
        var app = shared.App;
        foreach (var answer in new[] { await app.GetAsync("/api/credentials/nobody"), await app.DeleteAsync("nobody"), await app.PostAsync("/api/credentials/nobody/test"), await app.AccessTokenAsync("nobody") })
            Assert.Equal((HttpStatusCode.NotFound, "credential_missing"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Nothing_is_told_without_the_key()
    {
        var app = shared.App;
        await app.PutAsync("shop-a", Bodies.Woo());
        foreach (var path in new[] { "/api/credentials", "/api/credentials/shop-a", "/api/credentials/quickbooks/connect?credential_id=x", "/internal/credentials?id=shop-a" })
            Assert.Equal(HttpStatusCode.Unauthorized, (await app.Http.GetAsync(path)).StatusCode);
    }
}
