namespace Sandbox.Tests.Supabase;

/// <summary>POST to a table, as it was observed on PostgREST 14.5.</summary>
public class UpsertTests
{
    private const string Mug = """{"store_id":"s1","woo_id":1,"name":"Mug","date_modified_gmt":"2026-11-02T00:00:00Z","price":"10.50"}""";

    [Fact]
    public async Task A_new_row_is_201_and_a_known_one_200()
    {
        await using var project = await SupabaseHarness.StartAsync();
        Assert.Equal(201, (await project.UpsertAsync($"[{Mug}]")).Status);
        Assert.Equal(200, (await project.UpsertAsync($"[{Mug}]")).Status);
        Assert.Equal(201, (await project.UpsertAsync($"[{Mug},{Mug.Replace("\"woo_id\":1", "\"woo_id\":2")}]")).Status);
        Assert.Equal(200, (await project.UpsertAsync("[]")).Status);
    }

    [Fact]
    public async Task A_stale_row_is_left_out_of_representation_and_count_without_an_error()
    {
        await using var project = await SupabaseHarness.StartAsync();
        await project.UpsertAsync($"[{Mug}]");
        var older = Mug.Replace("2026-11-02", "2026-11-01").Replace("Mug", "Old");
        var answer = await project.UpsertAsync($"[{older}]", "resolution=merge-duplicates,return=representation,count=exact", "on_conflict=store_id,woo_id&select=woo_id,name");
        Assert.Equal((200, "[]", "*/0"), (answer.Status, answer.Body!.ToJsonString(), answer.ContentRange));
        Assert.Equal("""[{"name":"Mug","price":10.50,"date_modified_gmt":"2026-11-02T00:00:00+00:00"}]""".Replace("+", "\\u002B"),
            (await project.SendAsync("GET", "/rest/v1/products?woo_id=eq.1&select=name,price,date_modified_gmt")).Body!.ToJsonString());
    }

    [Theory]
    [InlineData("""[{"store_id":"s1","woo_id":2},{"store_id":"s1","woo_id":3,"name":"x"}]""", 400, "PGRST102")]
    [InlineData("""[{"store_id":"s1","woo_id":2},{"store_id":"s1","woo_id":2}]""", 500, "21000")]
    [InlineData("""[{"store_id":"s1","woo_id":2,"price":"abc"}]""", 400, "22P02")]
    [InlineData("""[{"store_id":"s1","woo_id":2,"price":""}]""", 400, "22P02")]
    [InlineData("""[{"store_id":"s1","woo_id":2,"date_modified_gmt":"yesterdayish"}]""", 400, "22007")]
    [InlineData("""[{"store_id":"s1","woo_id":2,"name":"a\u0000b"}]""", 400, "22P05")]
    [InlineData("""[{"store_id":"s1","woo_id":2,"name":"\ud83d"}]""", 400, "PGRST102")]
    [InlineData("""[{"store_id":"s1","woo_id":2,"nope":1}]""", 400, "PGRST204")]
    [InlineData("""[{"store_id":"s1","woo_id":2,"raw":null}]""", 400, "23502")]
    [InlineData("""[{"store_id":"s1","name":"x"}]""", 400, "23502")]
    [InlineData("[", 400, "PGRST102")]
    [InlineData("", 400, "PGRST102")]
    [InlineData("\uFEFF[]", 400, "PGRST102")]
    public async Task What_PostgREST_refuses_is_refused_and_nothing_is_stored(string rows, int status, string code)
    {
        await using var project = await SupabaseHarness.StartAsync();
        var answer = await project.UpsertAsync(rows);
        Assert.Equal((status, code, $"PostgREST; error={code}"), (answer.Status, answer.Code, answer.ProxyStatus));
        Assert.Equal("[]", (await project.SendAsync("GET", "/rest/v1/products")).Body!.ToJsonString());
    }

    [Fact]
    public async Task One_bad_row_stores_none()
    {
        await using var project = await SupabaseHarness.StartAsync();
        Assert.Equal("22P02", (await project.UpsertAsync("""[{"store_id":"s1","woo_id":1,"price":"1"},{"store_id":"s1","woo_id":2,"price":"x"}]""")).Code);
        Assert.Equal("[]", (await project.SendAsync("GET", "/rest/v1/products")).Body!.ToJsonString());
    }

    [Fact]
    public async Task Without_a_resolution_a_known_key_is_a_conflict_and_ignored_ones_are_left_alone()
    {
        await using var project = await SupabaseHarness.StartAsync();
        await project.UpsertAsync($"[{Mug}]");
        Assert.Equal((409, "23505"), (await project.UpsertAsync($"[{Mug}]", "return=minimal") is var clash ? clash.Status : 0, clash.Code));
        var ignored = await project.UpsertAsync($"[{Mug.Replace("Mug", "Cup")}]", "resolution=ignore-duplicates,return=representation");
        Assert.Equal((201, "[]"), (ignored.Status, ignored.Body!.ToJsonString()));
        Assert.Equal((400, "42P10"), (await project.UpsertAsync($"[{Mug}]", query: "on_conflict=sku") is var other ? other.Status : 0, other.Code));
    }

    [Fact]
    public async Task A_line_without_its_order_breaks_the_foreign_key()
    {
        await using var project = await SupabaseHarness.StartAsync();
        var answer = await project.SendAsync("POST", "/rest/v1/order_lines", """{"store_id":"s1","woo_id":1,"order_woo_id":9,"kind":"fee"}""", "resolution=merge-duplicates");
        Assert.Equal((409, "23503"), (answer.Status, answer.Code));
    }
}
