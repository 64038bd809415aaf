using System.Net;
using Credentials.Tests.Driving;

namespace Credentials.Tests.Entering;

public class PutTests
{
    [Fact]
    public async Task Secrets_go_in_and_never_come_back_out()
    {
        await using var app = await CredentialsDriver.StartAsync();
        var put = await app.PutAsync("shop-a", Bodies.Woo());
        Assert.Equal(HttpStatusCode.Created, put.Status);

        foreach (var answer in new[] { put, await app.GetAsync("/api/credentials/shop-a"), await app.GetAsync("/api/credentials") })
        {
            Assert.Contains("https://shop.example", answer.Body);
            Assert.DoesNotContain(Bodies.ConsumerKey, answer.Body);
            Assert.DoesNotContain(Bodies.ConsumerSecret, answer.Body);
            Assert.DoesNotContain(Bodies.WebhookSecret, answer.Body);
        }
        var shown = put.Json.GetProperty("credentials").GetProperty("consumer_secret");
        Assert.True(shown.GetProperty("set").GetBoolean());
        Assert.Equal(4, shown.GetProperty("hash").GetString()!.Length);
    }

    [Fact]
    public async Task Other_services_get_what_was_put()
    {
        await using var app = await CredentialsDriver.StartAsync();
        await app.PutAsync("shop-a", Bodies.Woo());
        await app.PutAsync("project", Bodies.Supabase());

        var store = await app.Client.FindAsync("shop-a", default);
        Assert.Equal(("woocommerce", "default-tenant"), (store!.Platform, store.TenantId));
        Assert.Equal(Bodies.ConsumerSecret, store.Field("consumer_secret"));
        Assert.Equal("https://shop.example", store.Field("store_url"));
        var project = Assert.Single(await app.Client.ActiveAsync("supabase", default));
        Assert.Equal(Bodies.ServiceRoleKey, project.Field("service_role_key"));
    }
}
