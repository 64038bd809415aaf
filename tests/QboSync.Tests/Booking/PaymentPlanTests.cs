using QboSync.Booking.Deciding;
using QboSync.Tests.Kit;
using Woo.Shapes;

namespace QboSync.Tests.Booking;

/// <summary>What the payments of an invoice should be.</summary>
public sealed class PaymentPlanTests
{
    private static readonly PaymentPlan.Payment First = new("9", 100.00m);

    [Fact]
    public void Nothing_is_paid_before_the_shop_says_so() => Assert.Empty(PaymentPlan.Of(Read(paid: false), 100.00m, []));

    [Fact]
    public void The_first_payment_is_over_what_is_due() => Assert.Equal([First], PaymentPlan.Of(Read(), 100.00m, []));

    [Fact]
    public void An_order_over_nothing_has_no_payment() => Assert.Empty(PaymentPlan.Of(Read(), 0, []));

    [Fact]
    public void What_stands_with_the_right_sum_is_left() => Assert.Equal([First], PaymentPlan.Of(Read(), 100.00m, [First]));

    [Fact]
    public void More_is_a_second_payment_where_the_shop_counts_the_order_as_paid()
    {
        Assert.Equal([First, new("9-2", 15.50m)], PaymentPlan.Of(Read(), 115.50m, [First]));
        Assert.Equal([First], PaymentPlan.Of(Read() with { Status = "pending" }, 115.50m, [First]));
        Assert.Equal([First], PaymentPlan.Of(Read() with { Status = "on-hold" }, 115.50m, [First]));
    }

    [Fact]
    public void Less_lowers_the_last_payments_first()
    {
        Assert.Equal([First with { Amount = 80.00m }], PaymentPlan.Of(Read(), 80.00m, [First]));
        Assert.Equal([First with { Amount = 80.00m }, new("9-2", 0)], PaymentPlan.Of(Read(), 80.00m, [First, new("9-2", 15.50m)]));
        Assert.Equal([First, new("9-2", 5.50m)], PaymentPlan.Of(Read(), 105.50m, [First, new("9-2", 15.50m)]));
    }

    [Fact]
    public void A_payment_is_never_taken_out_because_the_date_of_payment_is_gone() => Assert.Equal([First], PaymentPlan.Of(Read(paid: false), 80.00m, [First]));

    [Fact]
    public void Payments_always_add_up_to_what_is_due_for_a_paid_order()
    {
        var random = new Random(3);
        IReadOnlyList<PaymentPlan.Payment> payments = [];
        for (var edit = 0; edit < 1000; edit++)
        {
            var due = random.Next(0, 20000) / 100m;
            payments = [.. PaymentPlan.Of(Read(), due, payments).Where(payment => payment.Amount > 0)];
            Assert.Equal(due, payments.Sum(payment => payment.Amount));
            Assert.Equal(payments.Count, payments.Select(payment => payment.SourceId).Distinct().Count());
        }
    }

    private static WooOrder Read(bool paid = true) => WooJson.Order(new Order(9) { Paid = paid }.Json());
}
