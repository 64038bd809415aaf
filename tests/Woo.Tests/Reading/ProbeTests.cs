using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Woo.Reading;

namespace Woo.Tests.Reading;

public class ProbeTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_good_credential_passes()
    {
        await using var shop = await FakeShop.Start(tls: true);
        var probe = await shop.Client().ProbeAsync(Cancel);
        Assert.True(probe.Ok);
        Assert.Equal(("A shop", "America/New_York"), (probe.ShopName, probe.TimezoneString));
        Assert.Empty(probe.Notes);
    }

    [Fact]
    public async Task Plain_http_works_by_signature_and_is_noted()
    {
        await using var shop = await FakeShop.Start();
        var probe = await shop.Client().ProbeAsync(Cancel);
        Assert.True(probe.Ok);
        Assert.Contains(probe.Notes, note => note.Contains("plain http", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_unknown_key_and_a_wrong_secret_are_told_apart(bool tls)
    {
        await using var shop = await FakeShop.Start(tls);
        var key = Assert.Single((await shop.Client(key: "ck_unknown").ProbeAsync(Cancel)).Problems);
        Assert.Equal(WooFaultKind.KeyRefused, key.Kind);
        Assert.Contains("consumer_key", key.Message);
        var secret = Assert.Single((await shop.Client(secret: "cs_wrong").ProbeAsync(Cancel)).Problems);
        Assert.Equal(WooFaultKind.SecretWrong, secret.Kind);
        Assert.Contains("consumer_secret", secret.Message);
        Assert.DoesNotContain("cs_wrong", secret.Message);
    }

    [Fact]
    public async Task A_host_that_drops_the_Authorization_header_is_read_by_signature()
    {
        await using var shop = await FakeShop.Start(tls: true);
        shop.DropsAuthorization = true;
        shop.Records["orders/47"] = Sample.Rest("order-47");
        Assert.IsType<WooAnswer<Woo.Shapes.WooOrder>.Found>(await shop.Client().OrderAsync(47, Cancel));
        shop.Requests.Clear();
        Assert.IsType<WooAnswer<Woo.Shapes.WooOrder>.Found>(await shop.Client().OrderAsync(47, Cancel));
        Assert.Single(shop.Requests); // learned once
        var probe = await shop.Client().ProbeAsync(Cancel);
        Assert.True(probe.Ok);
        Assert.Contains(probe.Notes, note => note.Contains("Authorization", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_shop_behind_a_TLS_proxy_that_it_does_not_know_of_is_read_by_signature()
    {
        await using var shop = await FakeShop.Start(tls: true);
        shop.TakesItselfForHttp = true;
        Assert.True((await shop.Client().ProbeAsync(Cancel)).Ok);
    }

    [Fact]
    public async Task Plain_permalinks_are_got_round_and_noted()
    {
        await using var shop = await FakeShop.Start();
        shop.PlainPermalinks = true;
        shop.Records["orders/47"] = Sample.Rest("order-47");
        var client = shop.Client();
        Assert.IsType<WooAnswer<Woo.Shapes.WooOrder>.Found>(await client.OrderAsync(47, Cancel));
        var probe = await client.ProbeAsync(Cancel);
        Assert.True(probe.Ok);
        Assert.Contains(probe.Notes, note => note.Contains("permalinks", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Plain_permalinks_on_an_older_shop_are_named_and_forgotten_once_they_are_mended()
    {
        await using var shop = await FakeShop.Start();
        (shop.PlainPermalinks, shop.TakesKeysByQueryRoute) = (true, false);
        shop.Records["orders/47"] = Sample.Rest("order-47");
        var client = shop.Client();
        Assert.Contains("permalinks are set to Plain", Assert.Single((await client.ProbeAsync(Cancel)).Problems).Message);
        shop.PlainPermalinks = false;
        Assert.IsType<WooAnswer<Woo.Shapes.WooOrder>.Found>(await client.OrderAsync(47, Cancel));
    }

    [Fact]
    public async Task A_shop_whose_proxy_was_mended_is_learned_anew()
    {
        await using var shop = await FakeShop.Start(tls: true);
        shop.TakesItselfForHttp = true;
        shop.Records["orders/47"] = Sample.Rest("order-47");
        var client = shop.Client();
        Assert.IsType<WooAnswer<Woo.Shapes.WooOrder>.Found>(await client.OrderAsync(47, Cancel));
        shop.TakesItselfForHttp = false;
        Assert.IsType<WooAnswer<Woo.Shapes.WooOrder>.Found>(await client.OrderAsync(47, Cancel));
    }

    [Fact]
    public async Task A_plugin_that_is_off()
    {
        await using var shop = await FakeShop.Start();
        shop.PluginActive = false;
        var problem = Assert.Single((await shop.Client().ProbeAsync(Cancel)).Problems);
        Assert.Equal(WooFaultKind.RouteMissing, problem.Kind);
        Assert.Contains("activate the WooCommerce plugin", problem.Message);
    }

    [Fact]
    public async Task A_site_that_closes_its_index_to_strangers_may_answer_to_the_key()
    {
        await using var shop = await FakeShop.Start();
        shop.Before = async http =>
        {
            if (http.Request.Path != "/wp-json/") return false;
            await FakeShop.Json(http, 401, """{"code":"rest_login_required","message":"REST API restricted to authenticated users.","data":{"status":401}}""");
            return true;
        };
        Assert.True((await shop.Client().ProbeAsync(Cancel)).Ok);
        Assert.Equal(WooFaultKind.SecretWrong, Assert.Single((await shop.Client(secret: "cs_wrong").ProbeAsync(Cancel)).Problems).Kind);
    }

    [Fact]
    public async Task Rights_that_were_lost_name_what_cannot_be_read()
    {
        await using var shop = await FakeShop.Start(tls: true);
        shop.Forbidden.UnionWith(["orders", "customers"]);
        var problems = (await shop.Client().ProbeAsync(Cancel)).Problems;
        Assert.Equal(["orders", "customers"], problems.Select(problem => problem.Message.Split(':')[0]));
        Assert.All(problems, problem => Assert.Equal(WooFaultKind.RightsMissing, problem.Kind));
    }

    [Fact]
    public async Task A_redirect_says_which_address_to_set()
    {
        await using var shop = await FakeShop.Start();
        shop.Before = http =>
        {
            http.Response.StatusCode = 301;
            http.Response.Headers.Location = $"https://www.shop.example{http.Request.Path}{http.Request.QueryString}";
            return Task.FromResult(true);
        };
        var problem = Assert.Single((await shop.Client().ProbeAsync(Cancel)).Problems);
        Assert.Equal(WooFaultKind.Redirected, problem.Kind);
        Assert.Contains("redirects to https://www.shop.example: set store_url", problem.Message);
        Assert.Single(shop.Requests); // not followed
    }

    [Theory]
    [InlineData(403, "<title>Just a moment...</title>", "Cloudflare")]
    [InlineData(200, "<title>Just a moment...</title>", "Cloudflare")]
    [InlineData(406, "<h1>Not Acceptable!</h1>", "ModSecurity")]
    [InlineData(403, "Generated by Wordfence", "Wordfence")]
    [InlineData(200, "<h1>Welcome</h1>", "something before WordPress")]
    [InlineData(404, "<h1>Not Found</h1>", "permalinks")]
    [InlineData(503, "Briefly unavailable for scheduled maintenance. Check back in a minute.", "maintenance")]
    [InlineData(500, "There has been a critical error on this website.", "error log")]
    public async Task A_web_page_instead_of_JSON_says_whose_it_is(int status, string html, string says)
    {
        await using var shop = await FakeShop.Start();
        shop.Before = http => FakeShop.Html(http, status, html);
        Assert.Contains(says, Assert.Single((await shop.Client().ProbeAsync(Cancel)).Problems).Message);
    }

    [Fact]
    public async Task Nobody_listening_is_unreachable()
    {
        await using var shop = await FakeShop.Start();
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        var port = ((IPEndPoint)socket.LocalEndpoint).Port;
        socket.Stop();
        var problem = Assert.Single((await shop.Client(home: $"http://127.0.0.1:{port}").ProbeAsync(Cancel)).Problems);
        Assert.Equal((WooFaultKind.Unreachable, true), (problem.Kind, problem.IsTransient));
    }

    [Fact]
    public async Task A_name_that_does_not_exist_is_said()
    {
        await using var shop = await FakeShop.Start();
        var problem = Assert.Single((await shop.Client(home: "https://shop.invalid").ProbeAsync(Cancel)).Problems);
        Assert.Equal(WooFaultKind.Unreachable, problem.Kind);
        Assert.Contains("store_url", problem.Message);
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_is_said()
    {
        await using var shop = await FakeShop.Start(tls: true);
        var services = new Microsoft.Extensions.DependencyInjection.ServiceCollection();
        services.AddWoo();
        await using var provider = Microsoft.Extensions.DependencyInjection.ServiceCollectionContainerBuilderExtensions.BuildServiceProvider(services);
        var client = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<WooClientFactory>(provider).For(shop.Home, "ck", "cs");
        Assert.Equal(WooFaultKind.Tls, Assert.Single((await client.ProbeAsync(Cancel)).Problems).Kind);
    }

    [Theory]
    [InlineData("shop.example", "store_url")]
    [InlineData("ftp://shop.example", "store_url")]
    [InlineData("https://ck:cs@shop.example", "store_url")]
    [InlineData("https://shop.example/?p=1", "store_url")]
    public async Task An_address_that_cannot_be_one_is_refused_by_field(string home, string field)
    {
        await using var shop = await FakeShop.Start();
        Assert.Contains(field, Assert.Throws<ArgumentException>(() => shop.Client(home: home)).Message);
    }

    [Theory]
    [InlineData("https://shop.example", "https://shop.example/wp-json/wc/v3/orders?a=1%2C2")]
    [InlineData("https://www.shop.example/blog/", "https://www.shop.example/blog/wp-json/wc/v3/orders?a=1%2C2")]
    public void The_home_address_is_kept_as_it_was_given(string home, string address) =>
        Assert.Equal(address, new WooStore(home).Address("/wc/v3/orders", [new("a", "1,2")], WooRouteStyle.Pretty).AbsoluteUri);
}
