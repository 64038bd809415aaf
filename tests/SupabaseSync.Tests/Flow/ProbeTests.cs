namespace SupabaseSync.Tests.Flow;

/// <summary>What the test of a credential says.</summary>
public class ProbeTests
{
    [Fact]
    public async Task A_project_that_is_ready_has_no_fault()
    {
        await using var harness = await FlowHarness.StartAsync();
        Assert.Null(await harness.Probe.ProbeAsync(harness.Credential(), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("""{"schema":false}""", "schema_missing", "Schema/*.sql")]
    [InlineData("""{"schema_version":0}""", "schema_missing", "Schema/*.sql")]
    [InlineData("""{"grants":false}""", "grants_missing", "orders:insert")]
    public async Task What_is_wrong_with_the_set_up_is_named(string switches, string code, string words)
    {
        await using var harness = await FlowHarness.StartAsync();
        await harness.Project.SetAsync(switches);
        var fault = await harness.Probe.ProbeAsync(harness.Credential(), TestContext.Current.CancellationToken);
        Assert.Equal(code, fault?.Code);
        Assert.Contains(words, fault!.Message);
    }

    [Theory]
    [InlineData("not a url", "bad_project_url")]
    [InlineData("ftp://x", "bad_project_url")]
    [InlineData("https://x/?a=1", "bad_project_url")]
    [InlineData("", "bad_project_url")]
    public async Task An_address_that_is_none_is_refused_without_a_call(string url, string code)
    {
        await using var harness = await FlowHarness.StartAsync();
        harness.Url = url;
        Assert.Equal(code, (await harness.Probe.ProbeAsync(harness.Credential(), TestContext.Current.CancellationToken))?.Code);
    }

    [Fact]
    public async Task An_address_with_something_else_behind_it_is_noticed()
    {
        await using var harness = await FlowHarness.StartAsync();
        harness.Url = harness.Project.ProjectUrl + "/elsewhere";
        Assert.Equal("not_supabase", (await harness.Probe.ProbeAsync(harness.Credential(), TestContext.Current.CancellationToken))?.Code);
    }
}
