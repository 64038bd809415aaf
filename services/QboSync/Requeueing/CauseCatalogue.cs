using static QboSync.Requeueing.Cause;

namespace QboSync.Requeueing;

/// <summary>
/// What would mend a fault, by the fault's stable name. Only what a person puts right stands here: a record that is refused for what it is
/// (a total that differs, a document that somebody changed) is not helped by a change elsewhere and waits for its own correction.
/// </summary>
public static class CauseCatalogue
{
    /// <summary>Faults whose name begins so are about the mapping, whichever part of it.</summary>
    public const string MappingPrefix = "mapping_";

    private static readonly Cause[] Mapped = [MappingSaved, CompanyChanged];

    private static readonly Dictionary<string, Cause[]> ByCode = new()
    {
        ["account_missing"] = Mapped,
        ["account_wrong"] = Mapped,
        ["tax_mapping_missing"] = Mapped,
        ["tax_code"] = Mapped,
        ["payment_method_missing"] = Mapped,
        ["currency_not_enabled"] = [MappingSaved, CompanyChanged, PlanChanged],
        ["plan_lacks_feature"] = [MappingSaved, CompanyChanged, PlanChanged],
        ["business_rule"] = Mapped,
        ["number_taken"] = [MappingSaved],
        ["closed_period"] = [PeriodOpened],
        ["before_inventory_start"] = [EntriesChanged, MappingSaved],
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

    /// <summary>What would mend a fault; empty where nothing but the record itself can.</summary>
    public static IReadOnlyList<Cause> Of(string code) =>
        ByCode.TryGetValue(code, out var causes) ? causes : code.StartsWith(MappingPrefix, StringComparison.Ordinal) ? Mapped : [];

    /// <summary>Those of the faults that a cause mends.</summary>
    public static IReadOnlyList<string> MendedBy(Cause cause, IEnumerable<string> codes) => [.. codes.Where(code => Of(code).Contains(cause))];
}
