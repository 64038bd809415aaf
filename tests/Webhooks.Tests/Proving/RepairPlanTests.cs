using System.Text.Json;
using Contracts.Proving;
using Webhooks.Proving;

namespace Webhooks.Tests.Proving;

/// <summary>What a repair does about each difference, and what only by name.</summary>
public sealed class RepairPlanTests
{
    private static Difference One(string target, int id, string cause, string? code = null) =>
        new() { Target = target, Entity = "orders", Record = $"orders/{id}", WooId = $"{id}", Cause = cause, Code = code, Parts = [new LedgerPart("SalesReceipt", $"{id}")] };

    private static readonly Difference[] All =
    [
        One("quickbooks", 1, Causes.NotAnnounced), One("supabase", 1, Causes.NotAnnounced), One("supabase", 2, Causes.MissingInLedger), One("quickbooks", 3, Causes.MissingInTarget),
        One("supabase", 4, Causes.ChangedInTarget), One("quickbooks", 5, Causes.ChangedInTarget), One("quickbooks", 6, Causes.DoubledInTarget, "marker"), One("quickbooks", 7, Causes.DoubledInTarget, "same_number"),
        One("supabase", 8, Causes.UnknownInTarget), One("supabase", 9, Causes.ChangedInTarget, "newer_version"),
    ];

    [Fact]
    public void Records_go_by_runs_changed_documents_by_policy_and_nothing_leaves_the_books_unnamed()
    {
        var plan = RepairPlan.Of(All, new RepairRequest(null, null));
        Assert.Equal(["all plain 1", "quickbooks forced 3", "supabase forced 4", "supabase plain 2"], plan.Runs.Select(run => $"{run.Target ?? "all"} {(run.Force ? "forced" : "plain")} {string.Join(' ', run.Ids)}").Order(StringComparer.Ordinal));
        Assert.Equal("5", Assert.Single(plan.Changed["quickbooks"]).WooId);
        Assert.Empty(plan.Doubled);
        Assert.Equal(["orders/6", "orders/7", "orders/8", "orders/9"], plan.Refused.Select(refused => refused.Record).Order());
    }

    [Fact]
    public void A_double_is_taken_out_where_its_cause_is_named_and_never_a_persons_document()
    {
        var plan = RepairPlan.Of(All, new RepairRequest(null, [Causes.DoubledInTarget]));
        Assert.Empty(plan.Runs);
        Assert.Equal("6", Assert.Single(plan.Doubled["quickbooks"]).WooId);
        Assert.Equal("orders/7", Assert.Single(plan.Refused).Record);
    }

    [Theory]
    [InlineData("\"orders/4\"")]
    [InlineData("\"supabase/orders/4\"")]
    [InlineData("4")]
    [InlineData("\"4\"")]
    public void Records_may_be_named_in_several_ways(string record)
    {
        var plan = RepairPlan.Of(All, new RepairRequest([JsonElement.Parse(record)], null));
        Assert.Equal([4L], Assert.Single(plan.Runs).Ids);
        Assert.Empty(plan.Refused);
    }

    [Fact]
    public void Large_repairs_are_cut_into_runs() =>
        Assert.Equal([2, 2, 1], RepairPlan.RunsOf(Enumerable.Range(1, 5).Select(id => One("supabase", id, Causes.MissingInTarget)), force: true, most: 2).Select(run => run.Ids.Count));
}
