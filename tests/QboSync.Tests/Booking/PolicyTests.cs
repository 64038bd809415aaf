using QboSync.Booking.Deciding;
using QboSync.Mapping;
using QboSync.Tests.Kit;
using Woo.Shapes;

namespace QboSync.Tests.Booking;

/// <summary>Which orders are booked, left out, or taken out again.</summary>
public sealed class PolicyTests
{
    private static readonly OrderRules Rules = new()
    {
        Statuses = new Dictionary<string, BookAs> { ["processing"] = BookAs.ByPayment, ["completed"] = BookAs.ByPayment, ["on-hold"] = BookAs.ByPayment },
    };

    private static readonly OrderPast Booked = new(Stands: true, WasBooked: false, Known: true);
    private static readonly OrderPast Removed = new(Stands: false, WasBooked: true, Known: true);

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
    [InlineData("failed", false, false, "status_failed")]
    [InlineData("trash", false, false, "status_trash")]
    [InlineData("auto-draft", false, false, "status_auto-draft")]
    [InlineData("checkout-draft", false, false, "status_checkout-draft")]
    public void A_status_books_or_is_left(string status, bool booked, bool books, string? code)
    {
        var decision = Decide(new Order(1) { Status = status }, booked ? Booked : OrderPast.None);

        Assert.Equal((books, code), (decision.Book, decision.Code));
        Assert.Null(decision.TakenBack);
    }

    [Theory]
    [InlineData("cancelled", TakenBackPolicy.Void)]
    [InlineData("failed", TakenBackPolicy.Leave)]
    [InlineData("trash", TakenBackPolicy.Delete)]
    public void A_booked_order_that_is_taken_back_follows_the_policy_of_how(string status, TakenBackPolicy policy)
    {
        var rules = Rules with { Cancelled = TakenBackPolicy.Void, Failed = TakenBackPolicy.Leave, Trashed = TakenBackPolicy.Delete };

        var decision = BookingPolicy.Decide(Read(new Order(1) { Status = status }), Booked, rules, null, history: false);

        Assert.False(decision.Book);
        Assert.Equal(policy, decision.TakenBack!.Policy);
        Assert.Equal(TakenBackPolicy.Delete, BookingPolicy.DecideDeleted(Booked, rules).TakenBack!.Policy);
    }

    [Fact]
    public void Without_a_policy_a_person_is_asked() => Assert.All(["cancelled", "failed", "trash"],
        status => Assert.Equal(TakenBackPolicy.Ask, Decide(new Order(1) { Status = status }, Booked).TakenBack!.Policy));

    [Fact]
    public void What_is_out_of_the_books_already_is_left()
    {
        Assert.Equal("undone", Decide(new Order(1) { Status = "cancelled" }, Removed).Code);
        Assert.Equal("undone", BookingPolicy.DecideDeleted(Removed, Rules).Code);
        Assert.Equal("deleted", BookingPolicy.DecideDeleted(OrderPast.None, Rules).Code);
    }

    [Fact]
    public void A_cancelled_order_whose_money_was_given_back_needs_no_person()
    {
        var order = new Order(1) { Status = "cancelled", Refunds = [new(5, 7.00m, []), new(6, 5.00m, [])] };

        Assert.True(Decide(order, Booked).Book);
        Assert.False(Decide(order with { Refunds = [new(5, 7.00m, [])] }, Booked).Book);
        Assert.False(BookingPolicy.Decide(Read(order), Booked, Rules with { Cancelled = TakenBackPolicy.Void }, null, history: false).Book);
    }

    [Fact]
    public void A_refunded_order_that_was_never_paid_is_left() =>
        Assert.Equal("status_refunded", Decide(new Order(1) { Status = "refunded", Paid = false }, OrderPast.None).Code);

    [Theory]
    [InlineData("Processing")]
    [InlineData("wc-processing")]
    public void A_status_in_the_mapping_may_be_written_as_WordPress_does(string written) =>
        Assert.True(BookingPolicy.Decide(Read(new Order(1)), OrderPast.None, new OrderRules { Statuses = new Dictionary<string, BookAs> { [written] = BookAs.Invoice } }, null, history: false).Book);

    [Fact]
    public void A_draft_is_never_booked_whatever_the_mapping_says() =>
        Assert.All(["checkout-draft", "auto-draft", "draft", "new"], status => Assert.False(BookingPolicy.Decide(
            Read(new Order(1) { Status = status }), OrderPast.None, new OrderRules { Statuses = new Dictionary<string, BookAs> { [status] = BookAs.ByPayment } }, null, history: false).Book));

    [Theory]
    [InlineData("2026-11-21", false, false, true)]
    [InlineData("2026-11-22", false, false, false)]
    [InlineData("2026-11-22", true, false, true)]
    [InlineData("2026-11-22", false, true, true)]
    public void The_start_date_counts_in_the_zone_of_the_shop(string startDate, bool booked, bool history, bool books) =>
        Assert.Equal(books, BookingPolicy.Decide(Read(new Order(1)), booked ? Booked : OrderPast.None, Rules, startDate, history).Book);

    [Fact]
    public void An_order_that_was_booked_as_history_and_restored_is_booked_again() =>
        Assert.True(BookingPolicy.Decide(Read(new Order(1)), Removed, Rules, "2026-11-22", history: false).Book);

    private static BookingDecision Decide(Order order, OrderPast past) => BookingPolicy.Decide(Read(order), past, Rules, null, history: false);

    private static WooOrder Read(Order order) => WooJson.Order(order.Json());
}
