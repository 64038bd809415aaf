using QboSync.Faults;
using QboSync.Requeueing;
using QboSync.Talking;
using Syncing.Dispatching;
using Syncing.Working;

namespace QboSync.Tests.Requeueing;

public sealed class CatalogueTests
{
    // Every code of Intuit's list that QuickBooks may answer a write with.
    private static readonly IEnumerable<string> Codes = Enumerable.Range(1, 1100).Select(n => $"{n * 10}").Concat(["6041", "2001", "4001", "4002", "3202"]);

    [Fact]
    public void Whatever_a_person_can_put_right_elsewhere_has_a_cause_that_mends_it()
    {
        foreach (var code in Codes)
        {
            var fault = FaultReading.Read([new QuickBooksError(code, "m", "d")], FaultAct.OfWrite("Invoice", null));
            var causes = CauseCatalogue.Of(new WaitingCause(fault.Code, fault.Kind));
            if (fault.Kind is FaultKind.MappingMissing or FaultKind.ClosedPeriod or FaultKind.DuplicateName or FaultKind.Unauthorised or FaultKind.Misconfigured)
                Assert.True(causes.Count > 0, $"{code}: {fault.Code}");
            if (fault.Message.Contains("goes on by itself within")) Assert.True(causes.Count > 0, $"{code} promises what nothing keeps: {fault.Message}");
        }
    }

    [Theory]
    [InlineData("closed_period", FaultKind.ClosedPeriod, Cause.PeriodOpened, true)]
    [InlineData("closed_period", FaultKind.ClosedPeriod, Cause.MappingSaved, false)]
    [InlineData("account_missing", FaultKind.MappingMissing, Cause.MappingSaved, true)]
    [InlineData("account_missing", FaultKind.MappingMissing, Cause.CompanyChanged, true)]
    [InlineData("tax_mapping_missing", FaultKind.MappingMissing, Cause.MappingSaved, true)]
    [InlineData("plan_lacks_feature", FaultKind.MappingMissing, Cause.PlanChanged, true)]
    [InlineData("name_taken", FaultKind.DuplicateName, Cause.EntriesChanged, true)]
    [InlineData("reference_inactive", FaultKind.MappingMissing, Cause.EntriesChanged, true)]
    [InlineData("not_authorised", FaultKind.Unauthorised, Cause.Reconnected, true)]
    [InlineData("total_differs", FaultKind.Invalid, Cause.MappingSaved, true)] // the limit in cents is part of the mapping
    [InlineData("total_differs", FaultKind.Invalid, Cause.CompanyChanged, false)]
    [InlineData("quickbooks_6070", FaultKind.Invalid, Cause.MappingSaved, false)]
    [InlineData("changed_in_quickbooks", FaultKind.Conflict, Cause.EntriesChanged, false)]
    [InlineData("deposited", FaultKind.Conflict, Cause.CompanyChanged, false)]
    [InlineData("a_name_of_tomorrow", FaultKind.MappingMissing, Cause.MappingSaved, true)]
    [InlineData("a_name_of_tomorrow", FaultKind.Invalid, Cause.MappingSaved, false)]
    public void A_cause_mends_what_waits_for_it_and_nothing_else(string code, FaultKind kind, Cause cause, bool mends) =>
        Assert.Equal(mends, CauseCatalogue.MendedBy(cause, [new WaitingCause(code, kind)]).Count == 1);

    [Fact]
    public void Of_the_lists_only_those_are_read_in_which_it_could_be_mended()
    {
        Assert.Equal(["Item"], CauseCatalogue.ListsOf("before_inventory_start"));
        Assert.Equal(["Customer", "Item", "Vendor", "Employee"], CauseCatalogue.ListsOf("name_taken"));
    }
}
