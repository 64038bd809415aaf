namespace QboSync.Checking.Rules;

/// <summary>The currencies of the shop's orders against those of the company.</summary>
internal static class CurrencyRules
{
    public static IEnumerable<Finding> Check(CheckFacts facts)
    {
        var company = facts.Lists.Facts;
        foreach (var (currency, orders) in facts.Seen.Currencies.OrderBy(currency => currency.Key, StringComparer.Ordinal))
        {
            if (currency == company.HomeCurrency || company.HomeCurrency is null) continue;
            if (!company.MultiCurrency)
                yield return Finding.Error("currency_not_enabled", null, $"The shop sells in {currency} ({orders} of the orders seen), but the company keeps only {company.HomeCurrency}. Such orders cannot be booked.",
                    "Switch on multicurrency in QuickBooks (Account and settings, Advanced). It cannot be switched off again.");
            else if (!facts.Lists.Currencies.Contains(currency))
                yield return Finding.Error("currency_not_added", null, $"The shop sells in {currency} ({orders} of the orders seen), which is not among the company's currencies ({string.Join(", ", facts.Lists.Currencies)}).",
                    $"Add {currency} in QuickBooks (Settings, Currencies).");
        }
    }
}
