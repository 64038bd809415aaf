namespace QboSync.Tests.Property;

/// <summary>Makes the refunds of an order: of lines, of parts of them, by amount, and some whose amount contradicts their lines.</summary>
internal sealed class RefundGenerator(Random random)
{
    public IReadOnlyList<GeneratedRefund> Of(GeneratedOrder order, Func<long> nextId)
    {
        var refunds = new List<GeneratedRefund>();
        var left = order.Total;
        for (var i = random.Next(1, 4); i > 0 && left > 0.01m; i--)
        {
            var refund = One(order, left, nextId);
            if (refund is null || refund.Amount <= 0 || refund.Amount > left) continue;
            refunds.Add(refund);
            left -= refund.Amount;
        }
        return refunds;
    }

    private GeneratedRefund? One(GeneratedOrder order, decimal left, Func<long> nextId)
    {
        if (random.Next(4) == 0) return new GeneratedRefund(nextId(), random.Next(3) == 0 ? left : Math.Max(0.01m, Cents(left * random.Next(1, 100) / 100m)), []);
        var share = random.Next(3) == 0 ? 1m : random.Next(1, 100) / 100m;
        var lines = order.Lines.Where(_ => random.Next(2) == 0).Select(line => line with
        {
            Id = nextId(),
            Quantity = share == 1m ? line.Quantity : 0,
            Net = Cents(line.Net * share),
            Taxes = line.Taxes.ToDictionary(tax => tax.Key, tax => Cents(tax.Value * share)),
        }).Where(line => line.Net != 0 || line.Taxes.Values.Any(tax => tax != 0)).ToList();
        if (lines.Count == 0) return null;
        var sum = lines.Sum(line => line.Net + line.Taxes.Values.Sum());
        return new GeneratedRefund(nextId(), random.Next(12) == 0 ? lines.Sum(line => line.Net) : sum, lines);
    }

    private static decimal Cents(decimal amount) => Math.Round(amount, 2, MidpointRounding.AwayFromZero);
}
