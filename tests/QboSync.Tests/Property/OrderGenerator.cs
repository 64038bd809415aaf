namespace QboSync.Tests.Property;

/// <summary>Makes orders as WooCommerce computes them, in a shop of its own each time. Everything comes from the seed.</summary>
/// <param name="seed">The seed.</param>
/// <param name="codes">The rates that stand together.</param>
/// <param name="shippingByRate">Shipping may be taxed by some of them only, as in New York.</param>
internal sealed class OrderGenerator(int seed, IReadOnlyList<IReadOnlyList<decimal>> codes, bool shippingByRate)
{
    private readonly Random _random = new(seed);
    private long _id = 1000;

    /// <summary>An order, its refunds, and the mapping from its rates to <paramref name="codes"/>: by position in that list.</summary>
    public GeneratedOrder Next()
    {
        var shop = Shop(out var codeOf);
        var untaxed = Chance(0.12);
        List<ShopRate> Rates(string taxClass) => untaxed ? [] : [.. shop.Rates[taxClass]];

        var lines = new List<ShopLine>();
        for (var i = Chance(0.04) ? _random.Next(20, 60) : _random.Next(1, 7); i > 0; i--) lines.Add(Product(shop, Rates));
        if (Chance(0.5)) Discount(shop, lines);
        var goods = lines.ToList();
        for (var i = Chance(0.6) ? 1 : Chance(0.1) ? 2 : 0; i > 0; i--)
        {
            var onShipping = Rates("").Where(rate => rate.OnShipping).ToList();
            var net = _random.Next(0, 2500) / 100m;
            lines.Add(new ShopLine("shipping", "Flat rate", "", 1, net, shop.On(net, onShipping)) { LeftOut = [.. Rates("").Except(onShipping)] });
        }
        if (Chance(0.2)) lines.Add(Fee(shop, "Gift wrap", _random.Next(1, 900) / 100m, Chance(0.6) ? Rates("") : []));
        if (Chance(0.1)) lines.Add(Fee(shop, "Tip", _random.Next(50, 900) / 100m, []));
        if (Chance(0.15)) lines.Add(Credit(shop, lines, goods));
        lines = [.. lines.Select(line => line with { Id = ++_id })];

        var order = new GeneratedOrder(++_id, shop, lines, codeOf) { Off = Chance(0.04) ? _random.Next(-5, 6) / 100m : 0m };
        if (order.Total < 0) order = order with { Off = 0m };
        return Chance(0.35) ? order with { Refunds = new RefundGenerator(_random).Of(order, () => ++_id) } : order;
    }

    private Shop Shop(out Dictionary<long, int> codeOf)
    {
        var classes = new Dictionary<string, IReadOnlyList<ShopRate>>();
        codeOf = [];
        foreach (var name in (string[])["", "reduced-rate", "zero-rate"])
        {
            var position = _random.Next(codes.Count);
            var compound = Chance(0.1);
            var shipping = Chance(0.8);
            classes[name] = name == "zero-rate"
                ? Chance(0.5) ? [] : [new ShopRate(++_id, 0m, false, true)]
                : [.. codes[position].Select((percent, i) => new ShopRate(++_id, percent, compound && i > 0, shippingByRate ? Chance(0.8) : shipping))];
            if (name != "zero-rate") foreach (var rate in classes[name]) codeOf[rate.Id] = position;
        }
        return new Shop(Chance(0.4), Chance(0.4), Chance(0.15) ? 6 : 2, classes);
    }

    private ShopLine Product(Shop shop, Func<string, List<ShopRate>> ratesOf)
    {
        var taxClass = _random.Next(10) switch { < 7 => "", < 9 => "reduced-rate", _ => "zero-rate" };
        var quantity = Chance(0.06) ? _random.Next(1, 5000) / 1000m : Chance(0.02) ? 0 : _random.Next(1, 10);
        var price = Chance(0.04) ? 0m : Chance(0.1) ? _random.Next(1, 100_000_000) / 1_000_000m : _random.Next(1, 30_000) / 100m;
        var shown = price * (quantity == 0 ? 1 : quantity);
        var rates = ratesOf(taxClass);
        var net = Kept(shop, shop.PricesIncludeTax ? shop.Net(shown, rates) : shown);
        return new ShopLine("product", $"Product {_id}", taxClass, quantity, net, shop.On(net, rates));
    }

    // A coupon takes a share off every line, or an amount off the cart.
    private void Discount(Shop shop, List<ShopLine> lines)
    {
        var percent = Chance(0.5) ? _random.Next(1, 101) : 0m;
        var left = percent > 0 ? 0m : _random.Next(100, 3000) / 100m;
        for (var i = 0; i < lines.Count; i++)
        {
            var off = percent > 0 ? Math.Round(lines[i].Net * percent / 100m, 4) : Math.Min(left, lines[i].Net);
            left -= percent > 0 ? 0m : off;
            var net = Kept(shop, lines[i].Net - off);
            lines[i] = lines[i] with { Net = net, Taxes = shop.On(net, lines[i].Taxes.Keys) };
        }
    }

    private static ShopLine Fee(Shop shop, string name, decimal net, IEnumerable<ShopRate> rates) => new("fee", name, "", 1, net, shop.On(net, rates));

    // A negative fee takes its tax off all classes in proportion to what they hold.
    private ShopLine Credit(Shop shop, List<ShopLine> lines, List<ShopLine> goods)
    {
        var all = goods.Sum(line => line.Net);
        var net = -Math.Min(_random.Next(50, 1500) / 100m, Math.Floor(lines.Sum(line => line.Net) * 100m) / 100m);
        var taxes = new Dictionary<ShopRate, decimal>();
        if (all != 0)
            foreach (var alike in goods.GroupBy(line => line.TaxClass))
                foreach (var (rate, tax) in shop.On(net * alike.Sum(line => line.Net) / all, alike.First().Taxes.Keys)) taxes[rate] = taxes.GetValueOrDefault(rate) + tax;
        return new ShopLine("fee", "Loyalty credit", "", 1, net, taxes);
    }

    private static decimal Kept(Shop shop, decimal net) =>
        shop.RoundsAtSubtotal || shop.Decimals > 2 ? Math.Round(net, 6, MidpointRounding.AwayFromZero) : Math.Round(net, 2, MidpointRounding.AwayFromZero);

    private bool Chance(double chance) => _random.NextDouble() < chance;
}
