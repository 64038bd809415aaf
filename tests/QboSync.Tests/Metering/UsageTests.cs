using QboSync.Metering;

namespace QboSync.Tests.Metering;

public sealed class UsageTests
{
    private static readonly DateTimeOffset Tenth = new(2026, 11, 11, 0, 0, 0, TimeSpan.Zero); // ten of thirty days are over

    [Fact]
    public void Reads_queries_and_changes_count_and_writes_do_not()
    {
        var usage = Usage.Of([Of(CallKind.Read, 1), Of(CallKind.Query, 20), Of(CallKind.Cdc, 300), Of(CallKind.Write, 4000), Of(CallKind.Batch, 50000)], Tenth, 500_000);

        Assert.Equal((321, 54000, 963), (usage.MeteredReads, usage.Writes, usage.Forecast));
        Assert.Equal(new CompanyUsage("1", 1, 20, 300, 4000, 50000), Assert.Single(usage.Companies));
        Assert.Empty(usage.Warnings);
        Assert.False(usage.Tight);
    }

    [Theory]
    [InlineData(333, 1000, false)]
    [InlineData(334, 1000, true)]
    public void A_forecast_over_the_budget_warns(int used, int budget, bool warns)
    {
        var usage = Usage.Of([Of(CallKind.Query, used)], Tenth, budget);

        Assert.Equal(warns, usage.Tight);
        Assert.Equal(warns ? 1 : 0, usage.Warnings.Count);
        if (warns) Assert.Contains("1,002", usage.Warnings[0]);
    }

    [Theory]
    [InlineData(799, false)]
    [InlineData(800, true)]
    [InlineData(1000, true)]
    public void Eighty_percent_of_the_budget_warn(int used, bool warns)
    {
        var usage = Usage.Of([Of(CallKind.Read, used)], new DateTimeOffset(2026, 11, 30, 23, 0, 0, TimeSpan.Zero), 1000);

        Assert.Equal(warns, usage.Tight);
        Assert.Equal(used / 10m, usage.UsedPercent);
    }

    [Fact]
    public void The_first_hour_of_a_month_is_not_taken_for_its_pace()
    {
        var usage = Usage.Of([Of(CallKind.Read, 1000)], new DateTimeOffset(2026, 11, 1, 1, 0, 0, TimeSpan.Zero), 500_000);

        Assert.Equal(30_000, usage.Forecast);
    }

    [Fact]
    public void Without_a_budget_nothing_warns()
    {
        var usage = Usage.Of([Of(CallKind.Read, 10_000_000)], Tenth, 0);

        Assert.Null(usage.UsedPercent);
        Assert.False(usage.Tight);
    }

    [Theory]
    [InlineData("GET", "query?query=select", CallKind.Query)]
    [InlineData("GET", "invoice/12?minorversion=75", CallKind.Read)]
    [InlineData("GET", "preferences?minorversion=75", CallKind.Read)]
    [InlineData("GET", "reports/ProfitAndLoss?x=1", CallKind.Read)]
    [InlineData("GET", "cdc?entities=Invoice", CallKind.Cdc)]
    [InlineData("POST", "batch?minorversion=75", CallKind.Batch)]
    [InlineData("POST", "query?minorversion=75", CallKind.Query)]
    [InlineData("POST", "salesreceipt?operation=delete", CallKind.Write)]
    public void A_call_is_known_by_its_path(string method, string path, CallKind kind) => Assert.Equal(kind, CallKinds.Of(new HttpMethod(method), path));

    private static CallCount Of(CallKind kind, long count) => new() { Account = "1", Day = "2026-11-05", Kind = kind, Count = count };
}
