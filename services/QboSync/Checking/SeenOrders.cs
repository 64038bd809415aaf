using Woo.Shapes;

namespace QboSync.Checking;

/// <summary>What the orders of a shop are like, as far as they came in: how they are paid, taxed and shipped. Values are numbers of orders.</summary>
public sealed class SeenOrders
{
    /// <summary>Orders looked at.</summary>
    public int Count { get; private set; }

    /// <summary>By status.</summary>
    public Dictionary<string, int> Statuses { get; } = [];

    /// <summary>By currency.</summary>
    public Dictionary<string, int> Currencies { get; } = [];

    /// <summary>By payment method.</summary>
    public Dictionary<SeenMethod, int> Methods { get; } = [];

    /// <summary>By tax rate.</summary>
    public Dictionary<SeenTax, int> Taxes { get; } = [];

    /// <summary>By the rates that stand together on a line, and its tax class.</summary>
    public Dictionary<string, SeenRates> Together { get; } = [];

    /// <summary>By the day of their creation, <c>yyyy-MM-dd</c>; those that would be booked and are not.</summary>
    public Dictionary<string, int> WaitingByDay { get; } = [];

    /// <summary>With a line that carries no tax.</summary>
    public int WithUntaxedLines { get; private set; }

    /// <summary>With shipping that costs something.</summary>
    public int WithShipping { get; private set; }

    /// <summary>With refunds.</summary>
    public int WithRefunds { get; private set; }

    /// <summary>Unpaid, so that they are booked as invoices.</summary>
    public int Unpaid { get; private set; }

    /// <summary>Whose gateway said what it kept for itself.</summary>
    public int WithGatewayFee { get; private set; }

    /// <summary>Takes an order into account.</summary>
    /// <param name="order">The order.</param>
    /// <param name="day">The day of its creation in the shop's zone.</param>
    /// <param name="waits">It is not booked yet.</param>
    public void Add(WooOrder order, string day, bool waits)
    {
        Count++;
        Counted(Statuses, order.Status);
        if (WooStatus.IsDraft(order.Status)) return; // a cart says nothing about how the shop sells
        Counted(Currencies, order.Currency);
        if (order.PaymentMethod.Length > 0) Counted(Methods, new SeenMethod(order.PaymentMethod, order.PaymentMethodTitle));
        foreach (var tax in order.TaxLines) Counted(Taxes, new SeenTax(tax.RateId, tax.RateCode, tax.Label, tax.RatePercent));
        foreach (var rates in OnLines(order).DistinctBy(rates => rates.Key))
            Together[rates.Key] = new SeenRates(rates.Rates, rates.TaxClass, (Together.GetValueOrDefault(rates.Key)?.Orders ?? 0) + 1);
        if (order.LineItems.Any(line => line.TotalTax == 0) || order.ShippingLines.Any(line => line.Total != 0 && line.TotalTax == 0)) WithUntaxedLines++;
        if (order.ShippingLines.Any(line => line.Total != 0)) WithShipping++;
        if (order.Refunds.Count > 0) WithRefunds++;
        if (order.DatePaidGmt is null) Unpaid++;
        if (order.MetaData.Any(meta => FeeKeys.Contains(meta.Key))) WithGatewayFee++;
        if (waits) Counted(WaitingByDay, day);
    }

    private static readonly HashSet<string> FeeKeys = ["_stripe_fee", "_wcpay_transaction_fee", "_paypal_transaction_fee", "PayPal Transaction Fee", "_ppcp_paypal_fees"];

    private static IEnumerable<(string Key, IReadOnlyList<WooTaxLine> Rates, string? TaxClass)> OnLines(WooOrder order)
    {
        var lines = order.LineItems.Select(line => (line.Taxes, TaxClass: (string?)line.TaxClass))
            .Concat(order.ShippingLines.Select(line => (line.Taxes, TaxClass: (string?)null))).Concat(order.FeeLines.Select(line => (line.Taxes, TaxClass: (string?)null)));
        foreach (var line in lines)
        {
            List<WooTaxLine> rates = [.. line.Taxes.Where(tax => tax.Total is not null and not 0).Select(tax => order.TaxLines.FirstOrDefault(rate => rate.RateId == tax.RateId))
                .OfType<WooTaxLine>().DistinctBy(rate => rate.RateId).OrderBy(rate => rate.RateId)];
            if (rates.Count > 0) yield return ($"{string.Join('+', rates.Select(rate => $"{rate.RateId}:{rate.RatePercent}"))}|{line.TaxClass}", rates, line.TaxClass);
        }
    }

    private static void Counted<T>(Dictionary<T, int> counts, T what) where T : notnull => counts[what] = counts.GetValueOrDefault(what) + 1;
}
