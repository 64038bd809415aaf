using QboSync.Documents;
using Woo.Shapes;

namespace QboSync.Booking.Deciding;

/// <summary>
/// What the payments of an Invoice should be. One when the order is paid, over what was due then; where an edited order costs more and the
/// shop counts it as paid, another one over the rest; where it costs less, the last ones are lowered. WooCommerce keeps one date of payment
/// and no amounts, so its total is what was paid.
/// </summary>
public static class PaymentPlan
{
    /// <summary>One payment: its source, and its sum; 0 takes it out of the books.</summary>
    public sealed record Payment(string SourceId, decimal Amount);

    /// <summary>The payments as they should be; those that stand come first, in their order.</summary>
    /// <param name="order">The order.</param>
    /// <param name="due">What is to be paid: the total, less what was given back before the payment.</param>
    /// <param name="booked">The payments that stand.</param>
    public static IReadOnlyList<Payment> Of(WooOrder order, decimal due, IReadOnlyList<Payment> booked)
    {
        if (order.DatePaidGmt is null) return booked;
        var plan = booked.ToList();
        var rest = Cents.Round(due) - booked.Sum(payment => payment.Amount);
        if (rest > 0)
        {
            if (booked.Count == 0 || CountsAsPaid(order.Status)) plan.Add(new Payment(Source(order, booked), rest));
            return plan;
        }
        for (var last = plan.Count - 1; last >= 0 && rest < 0; last--)
        {
            var cut = Math.Min(plan[last].Amount, -rest);
            plan[last] = plan[last] with { Amount = plan[last].Amount - cut };
            rest += cut;
        }
        return plan;
    }

    /// <summary>The source of the first payment is the order; later ones are counted.</summary>
    public static string Source(WooOrder order, IReadOnlyCollection<Payment> booked)
    {
        for (var number = 1; ; number++)
        {
            var source = number == 1 ? $"{order.Id}" : $"{order.Id}-{number}";
            if (booked.All(payment => payment.SourceId != source)) return source;
        }
    }

    // The date of payment stays when an order is edited and waits for more money.
    private static bool CountsAsPaid(string status) => status is not ("pending" or "on-hold");
}
