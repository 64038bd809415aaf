using Webhooks.Pulling;
using Webhooks.Tests.Driving;

namespace Webhooks.Tests.Pulling;

public class NextPageTests
{
    private static readonly DateTimeOffset Noon = Bodies.Noon;

    [Fact]
    public void Pages_by_date_of_change_overlap_by_the_second_that_the_page_may_have_cut()
    {
        var pull = Incremental();
        Assert.False(NextPage.Advance(pull, 100, 100, Noon));
        var (query, offset) = NextPage.Of(pull, TimeZoneInfo.Utc);
        Assert.Equal((Noon.AddSeconds(-1), 0L, "modified"), (query.ModifiedAfter, offset, query.OrderBy));
    }

    [Fact]
    public void More_rows_of_one_second_than_a_page_holds_are_read_by_position()
    {
        var pull = Incremental();
        NextPage.Advance(pull, 100, 100, Noon);
        NextPage.Advance(pull, 100, 100, Noon);
        Assert.Equal((Noon.AddSeconds(-1), 100L), (NextPage.Of(pull, TimeZoneInfo.Utc).Query.ModifiedAfter, NextPage.Of(pull, TimeZoneInfo.Utc).Offset));
        NextPage.Advance(pull, 100, 100, Noon.AddSeconds(1));
        Assert.Equal((Noon, 0L), (NextPage.Of(pull, TimeZoneInfo.Utc).Query.ModifiedAfter, NextPage.Of(pull, TimeZoneInfo.Utc).Offset));
        Assert.True(NextPage.Advance(pull, 99, 100, Noon.AddSeconds(2)));
        Assert.Equal(Noon.AddSeconds(2), pull.Greatest);
    }

    [Fact]
    public void Pages_by_id_overlap_because_deletes_move_the_rows_up()
    {
        var pull = new Pull { Entity = "orders", Mode = PullMode.Full };
        NextPage.Advance(pull, 100, 100, Noon);
        var (query, offset) = NextPage.Of(pull, TimeZoneInfo.Utc);
        Assert.Equal((100L - NextPage.Overlap, "id", (DateTimeOffset?)null), (offset, query.OrderBy, query.ModifiedAfter));
    }

    [Theory]
    [InlineData("America/New_York", "2024-03-10", "2024-03-10", "2024-03-10T04:59:59", "2024-03-11T04:00:00")] // 23 hours
    [InlineData("UTC", "2024-01-01", "2024-01-31", "2023-12-31T23:59:59", "2024-02-01T00:00:00")]
    [InlineData("Asia/Kolkata", "2024-01-01", "2024-01-01", "2023-12-31T18:29:59", "2024-01-01T18:30:00")]
    [InlineData("America/Santiago", "2023-09-03", "2023-09-03", "2023-09-03T03:59:59", "2023-09-04T03:00:00")] // its clocks change at midnight
    public void Days_are_the_shops_and_inclusive(string zone, string first, string last, string after, string before)
    {
        var pull = new Pull { Entity = "orders", Mode = PullMode.DateRange, FirstDay = DateOnly.Parse(first), LastDay = DateOnly.Parse(last) };
        var (query, _) = NextPage.Of(pull, TimeZoneInfo.FindSystemTimeZoneById(zone));
        Assert.Equal((Utc(after), Utc(before)), (query.ModifiedAfter, query.ModifiedBefore));
        pull.ByCreation = true;
        (query, _) = NextPage.Of(pull, TimeZoneInfo.FindSystemTimeZoneById(zone));
        Assert.Equal((Utc(after), Utc(before), null, "id"), (query.CreatedAfter, query.CreatedBefore, query.ModifiedAfter, query.OrderBy));
    }

    [Fact]
    public void Customers_are_never_listed_by_date_which_WooCommerce_ignores()
    {
        var (query, _) = NextPage.Of(new Pull { Entity = "customers", Mode = PullMode.Incremental, Cursor = Noon }, TimeZoneInfo.Utc);
        Assert.Equal((null, "all", "id"), (query.ModifiedAfter, query.Role, query.OrderBy));
    }

    private static Pull Incremental() => new() { Entity = "orders", Mode = PullMode.Incremental };

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text + "Z", System.Globalization.CultureInfo.InvariantCulture);
}
