using System.Net;
using System.Text.Json.Nodes;
using Sandbox.Tests.Driving;
using Sandbox.WooCommerce.Reading;

namespace Sandbox.Tests.WooCommerce;

public class ListingTests
{
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    [Fact]
    public async Task Pages_have_totals_and_absolute_links_that_keep_the_query()
    {
        await using var sandbox = await LoadedAsync();
        var answer = await sandbox.GetAsync("orders?per_page=8&orderby=id&order=asc&page=2");
        Assert.Equal("20", answer.Headers.GetValues("X-WP-Total").Single());
        Assert.Equal("3", answer.Headers.GetValues("X-WP-TotalPages").Single());
        var links = answer.Headers.GetValues("Link").Single();
        Assert.StartsWith($"<{sandbox.Store}/wp-json/wc/v3/orders?per_page=8&orderby=id&order=asc&page=1&oauth_", links, StringComparison.Ordinal);
        Assert.Contains("page=3", links, StringComparison.Ordinal);
        Assert.EndsWith("rel=\"next\"", links, StringComparison.Ordinal);
        Assert.Equal(Ids(Samples.Rest("orders-p1")).Concat(Ids(Samples.Rest("orders-p2"))).Skip(8).Take(8), Ids(await SandboxHost.Json(answer)));
    }

    [Fact]
    public async Task Past_the_end_orders_count_nothing_and_products_what_there_is()
    {
        await using var sandbox = await LoadedAsync();
        await sandbox.ControlAsync(HttpMethod.Post, "products", new { name = "x" });
        foreach (var (kind, total) in new[] { ("orders", "0"), ("products", "1") })
        {
            var answer = await sandbox.GetAsync(kind + "?page=99");
            Assert.Equal("[]", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            Assert.Equal(total, answer.Headers.GetValues("X-WP-Total").Single());
        }
    }

    [Fact]
    public async Task Any_hides_the_trash_even_beside_it_and_trash_alone_shows_it()
    {
        await using var sandbox = await LoadedAsync();
        var id = Ids(await sandbox.ReadAsync("orders?per_page=1"))[0];
        await sandbox.ControlAsync(HttpMethod.Delete, $"orders/{id}");
        Assert.DoesNotContain(id, Ids(await sandbox.ReadAsync("orders?per_page=100")));
        Assert.DoesNotContain(id, Ids(await sandbox.ReadAsync("orders?per_page=100&status=any,trash")));
        Assert.Equal([id], Ids(await sandbox.ReadAsync("orders?status=trash")));
        Assert.Equal([id], Ids(await sandbox.ReadAsync("orders?status=trash&modified_after=2026-11-22T14:59:00&dates_are_gmt=true")));
        Assert.Equal(Ids(await sandbox.ReadAsync("orders?per_page=100&status=processing")).Concat(Ids(await sandbox.ReadAsync("orders?per_page=100&status=completed"))).Order(),
            Ids(await sandbox.ReadAsync("orders?per_page=100&status=processing,completed")).Order());
    }

    [Fact]
    public async Task Orders_come_by_modified_with_the_id_breaking_ties_and_bounds_exclude_themselves()
    {
        await using var sandbox = await LoadedAsync();
        var all = (await sandbox.ReadAsync("orders?per_page=100&orderby=modified&order=asc")).AsArray();
        var keys = all.Select(order => ((string)order!["date_modified_gmt"]!, (long)order["id"]!)).ToList();
        Assert.Equal(keys.OrderBy(key => key.Item1, StringComparer.Ordinal).ThenBy(key => key.Item2), keys);
        var bound = keys[10].Item1;
        var after = Ids(await sandbox.ReadAsync($"orders?per_page=100&orderby=modified&order=asc&dates_are_gmt=true&modified_after={bound}"));
        Assert.Equal(keys.Where(key => string.CompareOrdinal(key.Item1, bound) > 0).Select(key => key.Item2), after);
        var before = Ids(await sandbox.ReadAsync($"orders?per_page=100&dates_are_gmt=true&modified_before={bound}"));
        Assert.Equal(keys.Count(key => string.CompareOrdinal(key.Item1, bound) < 0), before.Count);
    }

    [Theory]
    [InlineData("2026-11-22T09:59:10", true, "2026-11-22T09:59:10")]
    [InlineData("2026-11-22T04:59:10", false, "2026-11-22T09:59:10")]
    [InlineData("2026-11-22T09:59:10Z", false, "2026-11-22T09:59:10")]
    [InlineData("2026-11-22T10:59:10+01:00", false, "2026-11-22T09:59:10")]
    [InlineData("2026-11-22T09:59:10Z", true, "2026-11-22T14:59:10")] // the trap
    [InlineData("2026-11-22T09:59:10-05:00", false, "2026-11-22T14:59:10")]
    [InlineData("yesterday", true, null)]
    [InlineData("2026-11-22", true, null)]
    public void Bounds_are_read_as_a_real_shop_reads_them(string given, bool datesAreGmt, string? utc) =>
        Assert.Equal(utc, DateBound.Utc(given, datesAreGmt, NewYork));

    [Fact]
    public async Task Customers_ignore_modified_after_and_show_their_role_only()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        foreach (var name in (string[])["b", "a", "c"]) await sandbox.ControlAsync(HttpMethod.Post, "customers", new { email = $"{name}@example.test" });
        var all = (await sandbox.ReadAsync("customers?modified_after=2030-01-01T00:00:00")).AsArray();
        Assert.Equal(["a", "b", "c"], all.Select(customer => (string)customer!["username"]!));
        Assert.Equal(4, (await sandbox.ReadAsync("customers?role=all")).AsArray().Count);
        Assert.Equal("b", (string?)(await sandbox.ReadAsync("customers?email=B@example.test"))[0]!["username"]);
    }

    [Theory]
    [InlineData("orders?per_page=101", "err-400-per-page")]
    [InlineData("orders?modified_after=yesterday", "err-400-date")]
    [InlineData("orders?status=bogus", "err-400-status")]
    [InlineData("orders/999999", "err-404-id")]
    [InlineData("nope", "err-404-route")]
    public async Task Errors_are_word_for_word_those_of_a_real_shop(string path, string sample)
    {
        await using var sandbox = await SandboxHost.StartAsync();
        var answer = await sandbox.GetAsync(path);
        Assert.Equal(Samples.Rest(sample).ToJsonString(), JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.ToJsonString());
        Assert.Equal((int)Samples.Rest(sample)["data"]!["status"]!, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Customers_cannot_be_trashed_and_an_email_is_taken_once()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        var id = (await sandbox.ControlAsync(HttpMethod.Post, "customers", new { email = "cust1@example.test" }))["id"];
        Assert.Equal(File.ReadAllText(Path.Combine(Samples.Directory, "rest", "err-501-trash.body.json")),
            await (await sandbox.SendAsync(HttpMethod.Delete, $"customers/{id}")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(File.ReadAllText(Path.Combine(Samples.Directory, "rest", "err-400-email.body.json")),
            await (await sandbox.SendAsync(HttpMethod.Post, "customers", new JsonObject { ["email"] = "cust1@example.test" })).Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_batch_answers_200_with_the_errors_inside_and_takes_a_hundred_at_most()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        var id = (long)(await sandbox.ControlAsync(HttpMethod.Post, "products", new { name = "Plain Mug", regular_price = "14.00" }))["id"]!;
        var answer = await SandboxHost.Json(await sandbox.SendAsync(HttpMethod.Post, "products/batch", new JsonObject
        {
            ["update"] = new JsonArray(new JsonObject { ["id"] = 999999 }, new JsonObject { ["id"] = id, ["regular_price"] = "14.10" }),
        }));
        Assert.Equal(Samples.Rest("batch-products-mixed")["update"]![0]!.ToJsonString(), answer["update"]![0]!.ToJsonString());
        Assert.Equal("14.10", (string?)answer["update"]![1]!["price"]);
        var tooMany = new JsonObject { ["delete"] = new JsonArray([.. Enumerable.Range(1, 101).Select(number => (JsonNode)number)]) };
        Assert.Equal(File.ReadAllText(Path.Combine(Samples.Directory, "rest", "err-413-batch-101.body.json")),
            await (await sandbox.SendAsync(HttpMethod.Post, "products/batch", tooMany)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_shop_without_the_plugin_has_an_index_and_no_routes()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        var index = JsonNode.Parse(await sandbox.Http.GetStringAsync("/woocommerce/wp-json/", TestContext.Current.CancellationToken))!;
        Assert.Equal("America/New_York", (string?)index["timezone_string"]);
        Assert.Contains("wc/v3", index["namespaces"]!.AsArray().Select(name => (string?)name));
        await sandbox.ControlAsync(HttpMethod.Patch, "settings", new { plugin_active = false });
        await SandboxHost.RefusedAsync(await sandbox.GetAsync("orders/1"), 404, "rest_no_route");
    }

    [Fact]
    public async Task Fields_and_head_trim_the_answer()
    {
        await using var sandbox = await LoadedAsync();
        var order = (await sandbox.ReadAsync("orders?per_page=1&_fields=id,total,date_modified_gmt"))[0]!.AsObject();
        Assert.Equal(["id", "total", "date_modified_gmt"], order.Select(member => member.Key));
        var head = await sandbox.SendAsync(HttpMethod.Head, "orders");
        Assert.Equal((HttpStatusCode.OK, "20"), (head.StatusCode, head.Headers.GetValues("X-WP-Total").Single()));
    }

    [Fact]
    public async Task Loaded_resources_are_read_back_byte_for_byte_whatever_their_status()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        var trashed = File.ReadAllText(Path.Combine(Samples.Directory, "deliveries", "0138-order.updated.body"));
        await sandbox.ControlAsync(HttpMethod.Put, "raw/orders/66", trashed);
        Assert.Equal(trashed, await (await sandbox.GetAsync("orders/66")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal([66], Ids(await sandbox.ReadAsync("orders?status=trash")));
        var refunds = Samples.Rest("order-48-refunds");
        await sandbox.ControlAsync(HttpMethod.Put, "raw/orders/48", File.ReadAllText(Path.Combine(Samples.Directory, "rest", "order-48-with-refunds.body.json")));
        await sandbox.ControlAsync(HttpMethod.Put, "raw/orders/48/refunds/74", refunds[0]!.ToJsonString());
        Assert.Equal(refunds.ToJsonString(), (await sandbox.ReadAsync("orders/48/refunds")).ToJsonString());
        var next = await sandbox.ControlAsync(HttpMethod.Post, "orders", new { });
        Assert.Equal(75, (long)next["id"]!);
    }

    private static async Task<SandboxHost> LoadedAsync()
    {
        var sandbox = await SandboxHost.StartAsync();
        foreach (var order in Samples.Rest("orders-p1").AsArray().Concat(Samples.Rest("orders-p2").AsArray()))
            await sandbox.ControlAsync(HttpMethod.Put, $"raw/orders/{order!["id"]}", order.ToJsonString());
        return sandbox;
    }

    private static List<long> Ids(JsonNode list) => [.. list.AsArray().Select(item => (long)item!["id"]!)];
}
