using System.Net;
using Credentials.Tests.Driving;

namespace Credentials.Tests.Entering;

public class KeepTests
{
    private static async Task<IReadOnlyDictionary<string, string>> FieldsAsync(CredentialsDriver app, string id)
    {
        app.Client.Drop();
        return (await app.Client.FindAsync(id, default))!.Fields;
    }

    [Fact]
    public async Task A_secret_that_is_not_sent_again_is_kept()
    {
        await using var app = await CredentialsDriver.StartAsync();
        await app.PutAsync("shop-a", Bodies.Woo());
        var answer = await app.PutJsonAsync("shop-a", """{"platform":"woocommerce","credentials":{"store_url":"https://new.example/shop/"}}""");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var fields = await FieldsAsync(app, "shop-a");
        Assert.Equal(("https://new.example/shop", Bodies.ConsumerKey, Bodies.ConsumerSecret), (fields["store_url"], fields["consumer_key"], fields["consumer_secret"]));
    }

    [Theory]
    [InlineData("woocommerce", "store_url", "https://shop.example/wp-json/wc/v3/", "https://shop.example")]
    [InlineData("woocommerce", "store_url", "https://shop.example/fr/", "https://shop.example/fr")]
    [InlineData("supabase", "project_url", "https://a.supabase.co/rest/v1/", "https://a.supabase.co")]
    public async Task Addresses_lose_what_is_pasted_along(string platform, string field, string given, string kept)
    {
        await using var app = await CredentialsDriver.StartAsync();
        await app.PutAsync("it", platform == "woocommerce" ? Bodies.Woo(given) : Bodies.Supabase(given));
        Assert.Equal(kept, (await FieldsAsync(app, "it"))[field]);
    }

    [Fact]
    public async Task After_a_change_both_webhook_secrets_live_for_seven_days()
    {
        await using var app = await CredentialsDriver.StartAsync();
        await app.PutAsync("shop-a", Bodies.Woo());
        var before = await FieldsAsync(app, "shop-a");
        Assert.False(before.ContainsKey("previous_webhook_secret"));

        await app.PutAsync("shop-a", Bodies.Woo(webhookSecret: "TheNewOne"));
        var fields = await FieldsAsync(app, "shop-a");
        Assert.Equal(("TheNewOne", Bodies.WebhookSecret), (fields["webhook_secret"], fields["previous_webhook_secret"]));
        Assert.True(string.CompareOrdinal(fields["webhook_secret_since"], before["webhook_secret_since"]) > 0);

        app.Clock.Move(TimeSpan.FromDays(6.9));
        await app.PutAsync("shop-a", Bodies.Woo(webhookSecret: "TheNewOne"));
        Assert.Equal(Bodies.WebhookSecret, (await FieldsAsync(app, "shop-a"))["previous_webhook_secret"]);
        app.Clock.Move(TimeSpan.FromDays(0.2));
        var after = await FieldsAsync(app, "shop-a");
        Assert.Equal("TheNewOne", after["webhook_secret"]);
        Assert.False(after.ContainsKey("previous_webhook_secret"));
    }

    [Fact]
    public async Task A_second_company_or_project_of_a_tenant_is_refused_and_a_second_store_is_not()
    {
        await using var app = await CredentialsDriver.StartAsync();
        await app.PutAsync("books", Bodies.QuickBooks());
        await app.PutAsync("project", Bodies.Supabase());
        foreach (var (id, body, by) in new[] { ("books-2", Bodies.QuickBooks(), "books"), ("project-2", Bodies.Supabase(), "project") })
        {
            var refused = await app.PutAsync(id, body);
            Assert.Equal((HttpStatusCode.Conflict, "target_taken"), (refused.Status, refused.Code));
            Assert.Contains($"'{by}'", refused.Detail);
        }
        Assert.Equal(HttpStatusCode.Created, (await app.PutAsync("books-2", Bodies.QuickBooks(active: false))).Status);
        Assert.Equal(HttpStatusCode.Created, (await app.PutAsync("books-3", Bodies.QuickBooks(tenant: "other"))).Status);
        Assert.Equal(HttpStatusCode.Created, (await app.PutAsync("shop-a", Bodies.Woo())).Status);
        Assert.Equal(HttpStatusCode.Created, (await app.PutAsync("shop-b", Bodies.Woo("https://other.example"))).Status);

        await app.PutAsync("books", Bodies.QuickBooks(active: false));
        Assert.Equal(HttpStatusCode.OK, (await app.PutAsync("books-2", Bodies.QuickBooks())).Status);
    }

    [Fact]
    public async Task The_same_shop_or_company_under_a_second_id_is_refused()
    {
        await using var app = await CredentialsDriver.StartAsync();
        await app.PutAsync("shop-a", Bodies.Woo());
        await app.PutAsync("books", Bodies.QuickBooks("refresh-1", null, null));

        var shop = await app.PutAsync("shop-b", Bodies.Woo(tenant: "other"));
        Assert.Equal((HttpStatusCode.Conflict, "account_taken"), (shop.Status, shop.Code));
        Assert.Contains("'shop-a'", shop.Detail);

        await app.PutAsync("books-2", Bodies.QuickBooks(tenant: "other", active: false));
        await app.PutAsync("shop-a", Bodies.Woo(active: false));
        Assert.Equal(HttpStatusCode.Created, (await app.PutAsync("shop-b", Bodies.Woo(tenant: "other"))).Status);
    }

    [Fact]
    public async Task Of_many_second_projects_put_at_once_one_gets_through()
    {
        await using var app = await CredentialsDriver.StartAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => app.PutAsync($"project-{i}", Bodies.Supabase())));
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.Equal(11, answers.Count(answer => answer.Status == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Puts_of_different_fields_at_once_are_all_kept()
    {
        await using var app = await CredentialsDriver.StartAsync();
        await app.PutAsync("shop-a", Bodies.Woo());
        var answers = await Task.WhenAll(
            app.PutJsonAsync("shop-a", """{"platform":"woocommerce","credentials":{"consumer_key":"ck_new"}}"""),
            app.PutJsonAsync("shop-a", """{"platform":"woocommerce","credentials":{"consumer_secret":"cs_new"}}"""),
            app.PutJsonAsync("shop-a", """{"platform":"woocommerce","credentials":{"webhook_secret":"new"}}"""));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        var fields = await FieldsAsync(app, "shop-a");
        Assert.Equal(("ck_new", "cs_new", "new"), (fields["consumer_key"], fields["consumer_secret"], fields["webhook_secret"]));
    }
}
