using System.Text.Json.Nodes;
using Sandbox.Supabase.Rest;

namespace Sandbox.Tests.Supabase;

/// <summary>GET, PATCH and DELETE on tables, as they were observed on PostgREST 14.5.</summary>
public class ReadTests
{
    [Fact]
    public async Task A_read_stops_at_a_thousand_rows_without_saying_so()
    {
        await using var project = await WithProductsAsync(1500);
        var silent = await project.SendAsync("GET", "/rest/v1/products?select=woo_id");
        Assert.Equal((200, 1000, "0-999/*"), (silent.Status, silent.Body!.AsArray().Count, silent.ContentRange));
        var counted = await project.SendAsync("GET", "/rest/v1/products?select=woo_id&order=woo_id.desc&limit=100&offset=1450", prefer: "count=exact");
        Assert.Equal((206, 50, "1450-1499/1500"), (counted.Status, counted.Body!.AsArray().Count, counted.ContentRange));
        var beyond = await project.SendAsync("GET", "/rest/v1/products?offset=2000", prefer: "count=exact");
        Assert.Equal((416, "PGRST103"), (beyond.Status, beyond.Code));
    }

    [Fact]
    public async Task One_object_is_answered_without_its_array_and_none_or_several_are_406_with_everything_undone()
    {
        await using var project = await WithProductsAsync(3);
        (string, string)[] one = [("apikey", ProjectKeys.Secret), ("Accept", "application/vnd.pgrst.object+json")];
        Assert.Equal(2, (int)(await project.SendAsync("GET", "/rest/v1/products?woo_id=eq.2", headers: one)).Body!["woo_id"]!);
        foreach (var query in (string[])["woo_id=eq.9", "woo_id=gt.1"])
        {
            var refused = await project.SendAsync("GET", $"/rest/v1/products?{query}", headers: one);
            Assert.Equal((406, "PGRST116"), (refused.Status, refused.Code));
        }
        var undone = await project.SendAsync("DELETE", "/rest/v1/products?woo_id=gt.1", prefer: "return=representation", headers: one);
        Assert.Equal((406, 3), (undone.Status, (await project.SendAsync("GET", "/rest/v1/products")).Body!.AsArray().Count));
    }

    [Theory]
    [InlineData("woo_id=eq.3", "3")]
    [InlineData("woo_id=in.(1,3)", "1,3")]
    [InlineData("woo_id=gt.2&woo_id=lte.4", "3,4")]
    [InlineData("sku=is.null", "2,4")]
    [InlineData("sku=not.is.null&order=woo_id.desc", "5,3,1")]
    [InlineData("sku=neq.SKU1", "3,5")]
    [InlineData("date_modified_gmt=gte.2026-11-04T00:00:00Z", "4,5")]
    [InlineData("store_id=eq.other", "")]
    [InlineData("order=sku.asc.nullsfirst,woo_id.desc&limit=3", "4,2,1")]
    public async Task Filters_and_order_do_what_they_say(string query, string ids)
    {
        await using var project = await WithProductsAsync(5);
        var rows = (await project.SendAsync("GET", $"/rest/v1/products?select=woo_id&{query}")).Body!.AsArray();
        Assert.Equal(ids, string.Join(',', rows.Select(row => row!["woo_id"]!.ToJsonString())));
    }

    [Theory]
    [InlineData("GET", "/rest/v1/products?nope=eq.1", 400, "42703")]
    [InlineData("GET", "/rest/v1/products?select=nope", 400, "42703")]
    [InlineData("GET", "/rest/v1/products?woo_id=eq.x", 400, "22P02")]
    [InlineData("GET", "/rest/v1/produtcs", 404, "PGRST205")]
    [InlineData("GET", "/rest/v1/products/", 404, "PGRST125")]
    [InlineData("PATCH", "/rest/v1/products", 400, "21000")]
    [InlineData("DELETE", "/rest/v1/products", 400, "21000")]
    [InlineData("POST", "/rest/v1/rpc/sync_ordr", 404, "PGRST202")]
    [InlineData("POST", "/rest/v1/rpc/sync_orders", 404, "PGRST202")]
    public async Task What_is_not_there_has_its_code(string method, string path, int status, string code)
    {
        await using var project = await SupabaseHarness.StartAsync();
        var answer = await project.SendAsync(method, path, method == "GET" ? null : "{}");
        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Another_schema_is_not_exposed()
    {
        await using var project = await SupabaseHarness.StartAsync();
        var answer = await project.SendAsync("GET", "/rest/v1/products", headers: [("apikey", Sandbox.Supabase.Rest.ProjectKeys.Secret), ("Accept-Profile", "woo")]);
        Assert.Equal((406, "PGRST106"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_patch_changes_what_the_guard_lets_through()
    {
        await using var project = await WithProductsAsync(3);
        var changed = await project.SendAsync("PATCH", "/rest/v1/products?woo_id=eq.2&select=name", """{"name":"by hand"}""", "return=representation,count=exact");
        Assert.Equal((200, """[{"name":"by hand"}]""", "*/1"), (changed.Status, changed.Body!.ToJsonString(), changed.ContentRange));
        var stale = await project.SendAsync("PATCH", "/rest/v1/products?woo_id=eq.2", """{"name":"old","date_modified_gmt":"2020-01-01T00:00:00Z"}""", "count=exact");
        Assert.Equal((204, "*/0"), (stale.Status, stale.ContentRange));
        Assert.Equal(204, (await project.SendAsync("DELETE", "/rest/v1/products?woo_id=gte.2")).Status);
        Assert.Single((await project.SendAsync("GET", "/rest/v1/products")).Body!.AsArray());
    }

    private static async Task<SupabaseHarness> WithProductsAsync(int count)
    {
        var project = await SupabaseHarness.StartAsync();
        var rows = Enumerable.Range(1, count).Select(id => (JsonNode)new JsonObject
        {
            ["store_id"] = "s1",
            ["woo_id"] = id,
            ["sku"] = id % 2 == 0 ? null : $"SKU{id}",
            ["date_modified_gmt"] = $"2026-11-{Math.Min(id, 28):00}T00:00:00Z",
        });
        Assert.Equal(201, (await project.UpsertAsync(new JsonArray([.. rows]).ToJsonString())).Status);
        return project;
    }
}
