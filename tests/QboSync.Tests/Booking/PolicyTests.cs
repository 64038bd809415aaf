using QboSync.Booking;
using QboSync.Tests.Kit;
using Woo.Shapes;

namespace QboSync.Tests.Booking;

public sealed class PolicyTests
{
    private static readonly HashSet<string> Statuses = ["processing", "completed", "on-hold"];

    [Theory]
    [InlineData("processing", false, true, null)]
    [InlineData("completed", false, true, null)]
    [InlineData("on-hold", false, true, null)]
    [InlineData("pending", false, false, "status_pending")]
    [InlineData("pending", true, true, null)]
    [InlineData("refunded", false, true, null)]
    [InlineData("refunded", true, true, null)]
    [InlineData("wc-odd", false, false, "status_wc-odd")]
    [InlineData("cancelled", false, false, "status_cancelled")]
    [InlineData("cancelled", true, false, "booked_then_cancelled")]
    [InlineData("failed", true, false, "booked_then_cancelled")]
    [InlineData("trash", true, false, "booked_then_cancelled")]
    [InlineData("auto-draft", false, false, "status_auto-draft")]
    public void A_status_books_is_left_or_contradicts(string status, bool booked, bool books, string? code)
    {
        var decision = BookingPolicy.Decide(WooJson.Order(new Order(1) { Status = status }.Json()), booked, Statuses, null, history: false);

        Assert.Equal((books, code), (decision.Book, decision.Code));
        Assert.Equal(code == "booked_then_cancelled", decision.Contradicts);
    }

    [Fact]
    public void A_refunded_order_that_was_never_paid_is_left() =>
        Assert.Equal("status_refunded", BookingPolicy.Decide(WooJson.Order(new Order(1) { Status = "refunded", Paid = false }.Json()), false, Statuses, null, history: false).Code);

    [Theory]
    [InlineData("2026-11-21", false, false, true)]
    [InlineData("2026-11-22", false, false, false)]
    [InlineData("2026-11-22", true, false, true)]
    [InlineData("2026-11-22", false, true, true)]
    public void The_start_date_counts_in_the_zone_of_the_shop(string startDate, bool booked, bool history, bool books) =>
        Assert.Equal(books, BookingPolicy.Decide(WooJson.Order(new Order(1).Json()), booked, Statuses, startDate, history).Book);
}
