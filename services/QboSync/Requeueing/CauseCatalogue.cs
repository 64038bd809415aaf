using Syncing.Dispatching;
using Syncing.Working;
using static QboSync.Requeueing.Cause;

namespace QboSync.Requeueing;

/// <summary>
/// What would mend a fault, by the fault's stable name. Only what a person puts right elsewhere stands here: a record that is refused for
/// what it is waits for its own correction, and a document that somebody changed for a decision.
/// </summary>
public static class CauseCatalogue
{
    private static readonly Cause[] Mapped = [MappingSaved, CompanyChanged];
    private static readonly string[] Entries = ["Customer", "Item", "Vendor", "Employee"];

    private static readonly Dictionary<string, Cause[]> ByCode = new()
    {
        ["account_missing"] = Mapped,
        ["account_wrong"] = Mapped,
        ["tax_mapping_missing"] = Mapped,
        ["tax_code"] = Mapped,
        ["tax_rate_differs"] = Mapped,
        ["payment_method_missing"] = Mapped,
        ["gateway_fee_account"] = Mapped,
        ["business_rule"] = Mapped,
        ["total_differs"] = [MappingSaved],
        ["number_taken"] = [MappingSaved],
        ["prefix_shared"] = [MappingSaved],
        ["gateway_fee_currency"] = [MappingSaved, CompanyChanged, PlanChanged],
        ["currency_not_enabled"] = [MappingSaved, CompanyChanged, PlanChanged],
        ["plan_lacks_feature"] = [MappingSaved, CompanyChanged, PlanChanged],
        ["plan_lacks_inventory"] = [MappingSaved, CompanyChanged, PlanChanged],
        ["closed_period"] = [PeriodOpened],
        ["before_inventory_start"] = [EntriesChanged, MappingSaved],
        ["item_missing"] = [EntriesChanged, MappingSaved],
        ["vendor_missing"] = [EntriesChanged, MappingSaved],
        ["reference_inactive"] = [EntriesChanged, CompanyChanged, MappingSaved],
        ["name_taken"] = [EntriesChanged, MappingSaved],
        ["subscription_ended"] = [PlanChanged, Reconnected],
        ["token_refused"] = [Reconnected],
        ["not_authorised"] = [Reconnected],
        ["reconnect_required"] = [Reconnected],
        ["credentials_unavailable"] = [Reconnected],
        ["company_busy"] = [Reconnected],
        ["not_quickbooks"] = [Reconnected],
    };

    private static readonly Dictionary<string, string[]> EntitiesByCode = new()
    {
        ["before_inventory_start"] = ["Item"],
        ["item_missing"] = ["Item"],
        ["vendor_missing"] = ["Vendor"],
        ["reference_inactive"] = ["Customer", "Item"],
    };

    /// <summary>What would mend a fault; a name that is not known here goes by the fault's kind. Empty where nothing but the record itself can.</summary>
    public static IReadOnlyList<Cause> Of(WaitingCause waiting) => ByCode.TryGetValue(waiting.Code, out var causes) ? causes : waiting.Kind switch
    {
        FaultKind.MappingMissing => Mapped,
        FaultKind.ClosedPeriod => [PeriodOpened],
        FaultKind.DuplicateName => [EntriesChanged],
        _ => [],
    };

    /// <summary>The names of those faults that a cause mends.</summary>
    public static IReadOnlyList<string> MendedBy(Cause cause, IEnumerable<WaitingCause> waiting) =>
        [.. waiting.Where(one => Of(one).Contains(cause)).Select(one => one.Code)];

    /// <summary>In which of QuickBooks' lists an entry would have to change to mend a fault.</summary>
    public static IReadOnlyList<string> ListsOf(string code) => EntitiesByCode.GetValueOrDefault(code, Entries);
}
