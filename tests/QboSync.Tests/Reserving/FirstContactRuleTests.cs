using QboSync.Mapping;
using QboSync.Reserving;
using QboSync.Storage;

namespace QboSync.Tests.Reserving;

public sealed class FirstContactRuleTests
{
    [Theory]
    [InlineData(FirstContact.Link, "", null)]
    [InlineData(FirstContact.Link, "a", "a")]
    [InlineData(FirstContact.Link, "a,b", null)]
    [InlineData(FirstContact.Link, "a,exact", "exact")]
    [InlineData(FirstContact.Link, "exact,exact", null)]
    [InlineData(FirstContact.Ask, "exact", null)]
    public void Only_what_is_certain_is_linked_without_asking(FirstContact policy, string candidates, string? chosen) =>
        Assert.Equal(chosen, FirstContactRule.Choose(policy, candidates.Split(',', StringSplitOptions.RemoveEmptyEntries), candidate => candidate == "exact"));

    [Theory]
    [InlineData(FirstContact.Link, null, false)]
    [InlineData(FirstContact.Ask, null, false)]
    [InlineData(FirstContact.Create, null, true)]
    [InlineData(FirstContact.Ask, EntryDecision.Create, true)]
    public void A_new_one_is_made_by_policy_or_by_a_persons_decision(FirstContact policy, EntryDecision? decision, bool makesNew) =>
        Assert.Equal(makesNew, FirstContactRule.MakesNew(policy, decision));
}
