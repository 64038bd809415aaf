using QboSync.Conflicts;
using QboSync.Mapping;

namespace QboSync.Tests.Conflicts;

public sealed class ChoosingTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<ConflictPolicy, int?, int?, Winner> Policies => new()
    {
        // policy, QuickBooks changed at, the shop changed at (minutes after noon), who wins
        { ConflictPolicy.Woocommerce, 9, 1, Winner.Shop },
        { ConflictPolicy.Quickbooks, 1, 9, Winner.QuickBooks },
        { ConflictPolicy.LastWrite, 9, 1, Winner.QuickBooks },
        { ConflictPolicy.LastWrite, 1, 9, Winner.Shop },
        { ConflictPolicy.LastWrite, 5, 5, Winner.Shop },
        { ConflictPolicy.LastWrite, null, 5, Winner.Nobody },
        { ConflictPolicy.LastWrite, 5, null, Winner.Nobody },
        { ConflictPolicy.Ask, 9, 1, Winner.Nobody },
    };

    [Theory, MemberData(nameof(Policies))]
    public void The_policy_says_who_wins(ConflictPolicy policy, int? quickBooks, int? shop, Winner winner)
    {
        Assert.Equal(winner, Choosing.Of(policy, At(quickBooks), At(shop)));
    }

    [Theory]
    [InlineData("changed_in_quickbooks", "edited", "woocommerce quickbooks ignore")]
    [InlineData("deleted_in_quickbooks", "deleted", "woocommerce quickbooks ignore")]
    [InlineData("voided_in_quickbooks", "voided", "woocommerce quickbooks ignore")]
    [InlineData("booked_then_cancelled", "booked_then_cancelled", "woocommerce quickbooks ignore")]
    [InlineData("first_contact", "first_contact", "link create ignore")]
    [InlineData("number_taken", "number_taken", "woocommerce create ignore")]
    [InlineData("deposited", "deposited", "woocommerce ignore")]
    public void What_can_be_chosen_follows_from_the_kind(string code, string kind, string choices)
    {
        Assert.Equal(kind, ConflictKinds.Of(code));
        Assert.Equal(choices, string.Join(' ', ConflictKinds.Choices(kind)));
    }

    private static DateTimeOffset? At(int? minutes) => minutes is { } some ? Noon.AddMinutes(some) : null;
}
