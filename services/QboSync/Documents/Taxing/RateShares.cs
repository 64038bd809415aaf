using QboSync.Company;

namespace QboSync.Documents.Taxing;

/// <summary>Adds up which of the company's rates takes what, and rounds it so that nothing is lost.</summary>
internal sealed class RateShares
{
    private readonly Dictionary<string, (TaxCodeRate Rate, decimal Tax)> _rates = [];
    private readonly Dictionary<long, (string RateId, decimal Most)> _mostOf = [];

    /// <summary>Adds tax under a code. A WooCommerce rate goes to the code's rate of the same percentage, else to all of them in proportion.</summary>
    public void Add(TaxCode code, long wooRate, decimal? percent, decimal tax)
    {
        var same = percent is null ? [] : code.Rates.Where(rate => rate.Percent == percent).ToList();
        if (same.Count > 0) Add(same[0], wooRate, tax);
        else if (code.Rates.Sum(rate => rate.Percent) is var all && all != 0)
            foreach (var rate in code.Rates) Add(rate, wooRate, tax * rate.Percent / all);
    }

    /// <summary>What WooCommerce says that a rate took in all, where its lines together say a little else: the rest goes where most of it is.</summary>
    public void Correct(long wooRate, decimal byLines, decimal inAll)
    {
        if (byLines != inAll && _mostOf.TryGetValue(wooRate, out var most))
            _rates[most.RateId] = _rates[most.RateId] with { Tax = _rates[most.RateId].Tax + inAll - byLines };
    }

    /// <summary>The rates in use that take anything, their taxes in cents and together <paramref name="total"/>; none where no rate does.</summary>
    public IReadOnlyList<(TaxCodeRate Rate, decimal Tax)> Rounded(decimal total)
    {
        var rates = _rates.Values.Where(rate => rate.Rate.Percent != 0).OrderBy(rate => rate.Rate.RateId, StringComparer.Ordinal).ToList();
        if (rates.Count == 0) return [];
        var cents = CentSpreading.Spread([.. rates.Select(rate => rate.Tax)], total);
        var largest = Enumerable.Range(0, cents.Length).MaxBy(i => Math.Abs(cents[i]));
        cents[largest] += total - cents.Sum();
        return [.. rates.Select((rate, i) => (rate.Rate, Cents.Round(cents[i])))];
    }

    private void Add(TaxCodeRate rate, long wooRate, decimal tax)
    {
        var sum = _rates.GetValueOrDefault(rate.RateId).Tax + tax;
        _rates[rate.RateId] = (rate, sum);
        if (!_mostOf.TryGetValue(wooRate, out var most) || Math.Abs(sum) > most.Most) _mostOf[wooRate] = (rate.RateId, Math.Abs(sum));
    }
}
