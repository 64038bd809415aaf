using System.Diagnostics;
using System.Net;
using Credentials.Tests.Driving;
using Credentials.Tests.Outside;

namespace Credentials.Tests.Announcing;

public class AnnouncingTests
{
    [Fact]
    public async Task A_change_makes_others_forget_what_they_kept()
    {
        await using var app = await CredentialsDriver.StartAsync();
        await app.PutAsync("shop-a", Bodies.Woo());
        Assert.Equal(Bodies.WebhookSecret, (await app.Client.FindAsync("shop-a", default))!.Field("webhook_secret"));
        await app.PutAsync("shop-a", Bodies.Woo(webhookSecret: "TheNewOne"));
        var waited = Stopwatch.StartNew();
        while ((await app.Client.FindAsync("shop-a", default))!.Field("webhook_secret") != "TheNewOne")
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(10), "The change was not announced.");
            await Task.Yield();
        }
    }

    [Fact]
    public async Task A_broker_that_is_away_neither_fails_nor_delays_a_change()
    {
        await using var app = await CredentialsDriver.StartAsync(settings: ["--Bus:Transport=RabbitMq", "--Bus:RabbitMq:Host=127.0.0.1", "--Bus:RabbitMq:Port=1"]);
        await app.GetAsync("/api/credentials");
        var taken = Stopwatch.StartNew();
        Assert.Equal(HttpStatusCode.Created, (await app.PutAsync("shop-a", Bodies.Woo())).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await app.DeleteAsync("shop-a")).Status);
        Assert.True(taken.Elapsed < TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task No_log_line_of_any_level_holds_a_secret()
    {
        await using var intuit = await FakeIntuit.StartAsync();
        await using var app = await CredentialsDriver.StartAsync(settings: intuit.Settings);
        await app.PutAsync("shop-a", Bodies.Woo("http://127.0.0.1:1"));
        await app.PutAsync("project", Bodies.Supabase("http://127.0.0.1:1"));
        await app.PutAsync("books", Bodies.QuickBooks("refresh-0", "access-0", app.Clock.GetUtcNow()));
        await app.PutJsonAsync("broken", $$$"""{"platform":"supabase","credentials":{"service_role_key":"{{{Bodies.ServiceRoleKey}}}"}""");
        await app.AccessTokenAsync("books");
        await app.AccessTokenAsync("books", intuit.AccessToken);
        intuit.RefreshToken = "dead";
        await app.AccessTokenAsync("books", intuit.AccessToken);
        await app.OpenAlertsAsync(1);
        foreach (var id in new[] { "shop-a", "project", "books" }) await app.PostAsync($"/api/credentials/{id}/test");
        await app.InternalAsync("platform=woocommerce");
        await app.DeleteAsync("books");

        var logged = app.Logs.All;
        Assert.Contains("must be connected again", logged);
        foreach (var secret in new[]
        {
            Bodies.ConsumerKey, Bodies.ConsumerSecret, Bodies.WebhookSecret, Bodies.ClientSecret, Bodies.ServiceRoleKey, CredentialsDriver.Key1,
            CredentialsDriver.ApiKey, CredentialsDriver.ServiceKey, "refresh-0", "refresh-1", "refresh-2", "access-0", "access-1", "access-2",
            Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{FakeIntuit.ClientId}:{Bodies.ClientSecret}")),
        }) Assert.DoesNotContain(secret, logged);
    }

    [Fact]
    public async Task The_interface_is_described()
    {
        await using var app = await CredentialsDriver.StartAsync();
        var paths = (await app.GetAsync("/openapi/v1.json")).Json.GetProperty("paths").EnumerateObject().Select(path => path.Name).ToList();
        Assert.Contains("/api/credentials/{id}", paths);
        Assert.DoesNotContain(paths, path => path.StartsWith("/internal"));
    }
}
