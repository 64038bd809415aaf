using Contracts;
using Hosting.Tests.Driving;
using Syncing.Ledger;
using Syncing.Planning;
using Syncing.Tests.Driving;
using Syncing.Working;

namespace Syncing.Tests.Planning;

/// <summary>A plan counts as the ledger and its recording would, and leaves the ledger as it is.</summary>
public class PlanningTests
{
    [Theory, MemberData(nameof(Provider.All), MemberType = typeof(Provider))]
    public async Task What_the_ledger_settles_by_itself_is_not_worked(string provider)
    {
        await using var house = await LedgerHouse.OpenAsync(provider);
        await house.TakeAsync(Change.Order("1", version: 2), Change.Order("2", version: 2), Change.Order("3", version: 2));
        await house.RecordAsync((await house.ClaimAsync())!, item => item.Key == "3" ? TestFlow.Fails(FaultKind.ClosedPeriod, "closed_period")(item) : TestFlow.Writes(item));
        var before = await RowsAsync(house);

        var answer = await PlanAsync(house, Asked("1", 1), Asked("2", 2), Asked("3", 2), Asked("4", 1));

        Assert.Null(answer.Problem);
        Assert.Equal(["1 Skipped superseded", "2 Skipped unchanged", "3 Created ", "4 Created "], answer.Records.OrderBy(line => line.Key).Select(line => $"{line.Key} {line.Outcome} {line.Code}"));
        Assert.Equal(["3", "4"], house.Flow.Worked.Select(item => item.Key).Order());
        Assert.Equal(before, await RowsAsync(house));
        Assert.Equal(3, (await house.UntoldAsync()).Count);
    }

    [Theory, MemberData(nameof(Provider.All), MemberType = typeof(Provider))]
    public async Task Force_history_and_what_stands_already_are_passed_on(string provider)
    {
        await using var house = await LedgerHouse.OpenAsync(provider);
        await house.TakeAsync(Change.Order("1", version: 2));
        await house.RecordAsync((await house.ClaimAsync())!, TestFlow.Writes);

        var answer = await PlanAsync(house, Asked("1", 2) with { Force = true });

        Assert.Equal(("1", RecordOutcome.Updated, "QB-1"), (answer.Records[0].Key, answer.Records[0].Outcome, answer.Records[0].ExternalId));
        Assert.True(Assert.Single(house.Flow.Worked).Force);
        Assert.False((await house.RowAsync("1")).Force);
    }

    [Theory, MemberData(nameof(Provider.All), MemberType = typeof(Provider))]
    public async Task Found_there_unchanged_and_never_confirmed_before_counts_as_created(string provider)
    {
        await using var house = await LedgerHouse.OpenAsync(provider);
        house.Flow.Answer = item => WorkResult.Skipped(item, "unchanged", "It stood there.", "77");
        Assert.Equal(RecordOutcome.Created, Assert.Single((await PlanAsync(house, Asked("1", 1))).Records).Outcome);
    }

    [Theory, MemberData(nameof(Provider.All), MemberType = typeof(Provider))]
    public async Task One_record_that_fails_is_a_line_and_an_account_that_fails_is_a_problem(string provider)
    {
        await using var house = await LedgerHouse.OpenAsync(provider);
        house.Flow.Answer = item => item.Key == "1" ? TestFlow.Fails(FaultKind.Transient, "internal")(item) : TestFlow.Writes(item);
        Assert.Equal(["1 Failed internal", "2 Created "], (await PlanAsync(house, Asked("1", 1), Asked("2", 1))).Records.OrderBy(line => line.Key).Select(line => $"{line.Key} {line.Outcome} {line.Code}"));

        house.Flow.Answer = item => item.Key == "1" ? TestFlow.Fails(FaultKind.Throttled, "throttled", TimeSpan.FromSeconds(60))(item) : TestFlow.Writes(item);
        Assert.Equal(("throttled", 60), Problem(await PlanAsync(house, Asked("1", 1), Asked("2", 1))));
        house.Flow.Answer = TestFlow.Fails(FaultKind.Unauthorised, "reconnect");
        Assert.Equal(("reconnect", null), Problem(await PlanAsync(house, Asked("1", 1), Asked("2", 1))));
        house.Outside.Active.Clear();
        house.Credentials.Drop();
        Assert.Equal(("not_connected", null), Problem(await PlanAsync(house, Asked("1", 1))));
    }

    [Theory]
    [InlineData("orders", """{"total":"12.30","currency":"EUR"}""", "12.30", "EUR")]
    [InlineData("orders", """{"total":12.3,"currency":"EUR"}""", "12.3", "EUR")]
    [InlineData("orders", """{"id":5}""", null, null)]
    [InlineData("orders", """{"total":"much","currency":"EUR"}""", null, null)]
    [InlineData("orders", "no json", null, null)]
    [InlineData("products", """{"total":"12.30","currency":"EUR"}""", null, null)]
    public void The_shops_sum_is_read_where_there_is_one(string entity, string body, string? amount, string? currency) =>
        Assert.Equal((amount is null ? null : decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), currency), ShopSum.Of(entity, body));

    private static (string?, int?) Problem(PlanAnswer answer)
    {
        Assert.Empty(answer.Records);
        return (answer.Problem?.Code, answer.Problem?.RetryAfterSeconds);
    }

    private static PlannedRecord Asked(string key, int version) => new() { Key = key, Modified = Change.Day.AddMinutes(version), Seq = version, Body = $$"""{"id":{{key}},"total":"10.00","currency":"USD"}""" };

    private static Task<PlanAnswer> PlanAsync(LedgerHouse house, params PlannedRecord[] records) =>
        new Planning<TestLedgerDb>(house.Databases, house.Accounts, house.Settings, [new Rehearsing(house.Flow)], house.Clock).PlanAsync(
            new PlanQuestion { SyncId = Guid.NewGuid(), TenantId = "tenant", StoreId = "store", Entity = "orders", Records = records }, LedgerHouse.Cancel);

    private static async Task<string> RowsAsync(LedgerHouse house) => System.Text.Json.JsonSerializer.Serialize(
        await house.ReadAsync(database => Task.FromResult(database.Records.OrderBy(row => row.Id).ToList())));

    private sealed class Rehearsing(TestFlow flow) : ITargetPlan
    {
        public string Target => flow.Target;

        public async Task<IReadOnlyList<Foreseen>> ForeseeAsync(TargetAccount account, string entity, IReadOnlyList<WorkItem> items, CancellationToken cancel)
        {
            while (flow.Worked.TryDequeue(out _)) { } // only what the plan asks counts
            return [.. (await flow.WorkAsync(account, entity, items, cancel)).Select(result => new Foreseen(result))];
        }
    }
}
