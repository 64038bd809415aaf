using QboSync.Company;
using QboSync.Talking;
using Syncing.Working;

namespace QboSync.Booking;

/// <summary>What must hold of a company before an order can be booked in it at all.</summary>
public static class Currencies
{
    /// <summary>The company takes this currency.</summary>
    /// <exception cref="FaultException">It does not.</exception>
    public static void Check(CompanyFacts facts, string currency)
    {
        if (facts.MultiCurrency || facts.HomeCurrency is null || facts.HomeCurrency == currency) return;
        throw new FaultException(FaultKind.MappingMissing, "currency_not_enabled",
            $"The order is in {currency}, but the QuickBooks company keeps only {facts.HomeCurrency}. Nothing was booked. Switch on multicurrency in QuickBooks (Account and settings, Advanced), then push the order again.");
    }
}
