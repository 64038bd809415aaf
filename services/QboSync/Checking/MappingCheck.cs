using QboSync.Checking.Rules;

namespace QboSync.Checking;

/// <summary>Says what is missing before the first order fails. Rules over gathered facts; nothing is asked here.</summary>
public static class MappingCheck
{
    /// <summary>All findings, what stops booking first.</summary>
    public static IReadOnlyList<Finding> Of(CheckFacts facts) =>
        [.. ConnectionRules.Check(facts).Concat(EntryRules.Check(facts)).Concat(TaxRules.Check(facts)).Concat(CurrencyRules.Check(facts)).Concat(DraftRules.Check(facts))
            .Concat(SellingRules.Check(facts)).Concat(PreferenceRules.Check(facts)).Concat(PeriodRules.Check(facts)).OrderBy(finding => finding.Level)];
}
