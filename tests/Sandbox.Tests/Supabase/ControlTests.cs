namespace Sandbox.Tests.Supabase;

/// <summary>Looking into the project, and breaking it.</summary>
public class ControlTests
{
    private const string Batch = """{"p_batch":[{"store_id":"s1","woo_id":1,"status":"x","currency":"EUR","total":"1.20","sync_seq":1,"lines":[{"woo_id":5,"kind":"fee"}]}]}""";

    [Fact]
    public async Task What_was_written_can_be_counted_and_looked_at_and_emptied()
    {
        await using var project = await SupabaseHarness.StartAsync();
        await project.SendAsync("POST", "/rest/v1/rpc/sync_orders", Batch);
        var state = (await project.SendAsync("GET", "/control/state")).Body!;
        Assert.Equal((1, 1, 0), (state["counts"]!["orders"]!.GetValue<int>(), state["counts"]!["order_lines"]!.GetValue<int>(), state["counts"]!["products"]!.GetValue<int>()));
        Assert.Equal("1.20", (await project.SendAsync("GET", "/control/rows/orders?woo_id=eq.1")).Body![0]!["total"]!.ToJsonString());
        Assert.Equal(404, (await project.SendAsync("GET", "/control/rows/nothing")).Status);
        await project.SendAsync("DELETE", "/control/rows");
        Assert.Equal("[]", (await project.SendAsync("GET", "/control/rows/order_lines")).Body!.ToJsonString());
    }

    [Theory]
    [InlineData("""{"schema":false}""", 404, "PGRST202")]
    [InlineData("""{"grants":false}""", 403, "42501")]
    [InlineData("""{"statement_timeout_rows":1}""", 500, "57014")]
    [InlineData("""{"fail_with":"57P01"}""", 503, "57P01")]
    [InlineData("""{"fail_with":"PGRST003"}""", 504, "PGRST003")]
    [InlineData("""{"fail_with":"25006"}""", 405, "25006")]
    public async Task A_switch_breaks_the_project_until_it_is_turned_back(string switches, int status, string code)
    {
        await using var project = await SupabaseHarness.StartAsync();
        Assert.Equal(200, (await project.SendAsync("PUT", "/control/state", switches)).Status);
        var broken = await project.SendAsync("POST", "/rest/v1/rpc/sync_orders", Batch);
        Assert.Equal((status, code, status == 503 ? "0" : null), (broken.Status, broken.Code, broken.RetryAfter));
        await project.SendAsync("PUT", "/control/state", """{"schema":true,"grants":true,"statement_timeout_rows":null,"fail_with":null}""");
        Assert.Equal(200, (await project.SendAsync("POST", "/rest/v1/rpc/sync_orders", Batch)).Status);
    }

    [Theory]
    [InlineData("""{"schemas":false}""")]
    [InlineData("""{"schema":"no"}""")]
    [InlineData("[]")]
    [InlineData("{")]
    public async Task A_switch_that_is_none_is_refused(string switches)
    {
        await using var project = await SupabaseHarness.StartAsync();
        Assert.Equal(400, (await project.SendAsync("PUT", "/control/state", switches)).Status);
    }

    [Fact]
    public async Task A_project_on_disk_goes_on_where_it_was()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("supabase-").FullName, "project.jsonl");
        await using (var project = await SupabaseHarness.StartAsync(file))
        {
            await project.SendAsync("POST", "/rest/v1/rpc/sync_orders", Batch);
            await project.SendAsync("PUT", "/control/state", """{"schema_version":0}""");
        }
        await using (var project = await SupabaseHarness.StartAsync(file))
        {
            Assert.Equal(0, (await project.SendAsync("POST", "/rest/v1/rpc/sync_schema_status", "{}")).Body!["version"]!.GetValue<int>());
            Assert.Equal("unchanged", (await project.SendAsync("POST", "/rest/v1/rpc/sync_orders", Batch)).Body![0]!["result"]!.GetValue<string>());
            var gone = Batch.Replace("""[{"woo_id":5,"kind":"fee"}]""", "[]");
            Assert.Equal("updated", (await project.SendAsync("POST", "/rest/v1/rpc/sync_orders", gone)).Body![0]!["result"]!.GetValue<string>());
            Assert.NotNull((await project.SendAsync("GET", "/control/rows/order_lines")).Body![0]!["deleted_at"]);
        }
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }
}
