using QboSync.Company;
using QboSync.Talking;
using Syncing.Working;

namespace QboSync.Booking;

/// <summary>What must hold of a company's tax set-up.</summary>
public static class TaxSetup
{
    /// <summary>The company's taxes can be booked.</summary>
    /// <exception cref="FaultException">They cannot.</exception>
    public static void Check(CompanyFacts facts)
    {
        if (facts.Taxes != TaxKeeping.ByLine || facts.TaxCodes is not { Count: 0 }) return;
        throw new FaultException(FaultKind.MappingMissing, "tax_mapping_missing",
            "The QuickBooks company is outside the United States, where every line needs one of the company's own tax codes, and it has none that is in use. Nothing was booked. Set up sales tax in QuickBooks (Taxes), then push the order again.");
    }
}
