using Contracts;
using Hosting.Tests.Driving;
using Syncing.Asking;
using Syncing.Ledger;
using Syncing.TakingIn;
using Syncing.Tests.Driving;
using Syncing.Working;

namespace Syncing.Tests.Asking;

public class FailureTests
{
    private static LedgerFailures<TestLedgerDb> Of(LedgerHouse house) => new(house.Databases, house.Settings);

    private static OrderChanged Order(int id, string? total, string currency = "USD") =>
        Change.Order($"{id}") with { Body = total is null ? "{}" : $$"""{"id":{{id}},"line_items":[{"total":"99.00"}],"currency":"{{currency}}","total":"{{total}}"}""" };

    private static async Task FailAsync(LedgerHouse house, Func<WorkItem, WorkResult> answer)
    {
        while (await house.ClaimAsync() is { } claim) await house.RecordAsync(claim, answer);
    }

    [Theory, MemberData(nameof(Provider.All), MemberType = typeof(Provider))]
    public async Task Groups_have_exact_counts_and_sums_by_currency_and_say_what_is_not_known(string provider)
    {
        await using var house = await LedgerHouse.OpenAsync(provider, own => own with { BatchSize = 1000 });
        await house.TakeAsync([.. Enumerable.Range(1, 600).Select(n => Order(n, "0.10"))]);
        await house.TakeAsync(Order(601, "12.3456", "EUR"), Order(602, null), Change.Product("9"));
        await FailAsync(house, TestFlow.Fails(FaultKind.ClosedPeriod, "closed_period"));
        house.Clock.Advance(TimeSpan.FromMinutes(5));
        await house.TakeAsync(Order(700, "5.00"));
        await FailAsync(house, item => TestFlow.Fails(FaultKind.Transient, "away")(item));

        var groups = await Of(house).GroupsAsync(new FailureFilter(), LedgerHouse.Cancel);
        Assert.Equal([("orders", "closed_period", 602), ("orders", "away", 1), ("products", "closed_period", 1)], groups.Select(group => (group.Entity, group.Code, group.Count)));
        var orders = groups[0];
        Assert.Equal([new MoneySum("EUR", 12.3456m, 1), new MoneySum("USD", 60.00m, 600)], orders.Money);
        Assert.Equal((1, FaultKind.ClosedPeriod, true, "It did not work; do this."), (orders.UnknownAmounts, orders.Kind!.Value, orders.Retryable, orders.Message));
        Assert.Contains("closed", orders.Explained);
        Assert.Equal(20, orders.Ids.Count);
        Assert.Equal((RecordState.Retrying, house.Clock.GetUtcNow()), (groups[1].State, groups[1].OldestAt));
        Assert.Equal(house.Clock.GetUtcNow().AddMinutes(-5), orders.NewestAt);
        Assert.Empty(groups[2].Money);
        Assert.Equal(0, groups[2].UnknownAmounts);
    }

    [Theory, MemberData(nameof(Provider.All), MemberType = typeof(Provider))]
    public async Task Records_are_listed_newest_first_page_by_page_and_filters_narrow_them(string provider)
    {
        await using var house = await LedgerHouse.OpenAsync(provider);
        for (var n = 1; n <= 5; n++)
        {
            house.Clock.Advance(TimeSpan.FromMinutes(1));
            await house.TakeAsync(Order(n, $"{n}.00"));
            await FailAsync(house, TestFlow.Fails(n == 5 ? FaultKind.UnknownOutcome : FaultKind.Invalid, n == 5 ? "no_reply" : "bad"));
        }
        var page = await Of(house).RecordsAsync(new FailureFilter { Code = "bad", Offset = 1, Limit = 2 }, LedgerHouse.Cancel);
        Assert.Equal((4, "3 2"), (page.Total, string.Join(' ', page.Records.Select(record => record.Key))));
        Assert.Equal((3.00m, "USD", "store", RecordState.NeedsAttention), (page.Records[0].Amount!.Value, page.Records[0].Currency, page.Records[0].StoreId, page.Records[0].State));
        Assert.Empty((await Of(house).RecordsAsync(new FailureFilter { StoreId = "another" }, LedgerHouse.Cancel)).Records);
        var doubt = Assert.Single(await Of(house).GroupsAsync(new FailureFilter { Entity = "orders", Code = "no_reply" }, LedgerHouse.Cancel));
        Assert.Equal((FaultKind.UnknownOutcome, false), (doubt.Kind!.Value, doubt.Retryable));
    }

    [Fact]
    public async Task A_newer_version_brings_its_own_amount()
    {
        await using var house = await LedgerHouse.OpenAsync(Provider.Sqlite);
        await house.TakeAsync(Order(1, "10.00"));
        Assert.Equal((100_000L, "USD"), ((await house.RowAsync("1")).Amount!.Value, (await house.RowAsync("1")).Currency));
        await house.TakeAsync(Order(1, null) with { Modified = Change.Version(2).Modified, Seq = 2 });
        Assert.Equal((null, null), ((await house.RowAsync("1")).Amount, (await house.RowAsync("1")).Currency));
    }

    [Theory]
    [InlineData("""{"currency":"USD","total":"12.345"}""", 123450L, "USD")]
    [InlineData("""{"total":12.3,"currency":"EUR","x":[{"total":"1"}]}""", 123000L, "EUR")]
    [InlineData("""{"x":{"total":"1","currency":"A"},"total":"-5","currency":"JPY"}""", -50000L, "JPY")]
    [InlineData("""{"total":"","currency":"EUR"}""", null, null)]
    [InlineData("""{"total":"5.00"}""", null, null)]
    [InlineData("""{"total":"99999999999999999999","currency":"EUR"}""", null, null)]
    [InlineData("[]", null, null)]
    [InlineData("not json", null, null)]
    [InlineData(null, null, null)]
    public void An_order_is_worth_its_total_in_its_currency(string? body, long? amount, string? currency) => Assert.Equal((amount, currency), OrderMoney.Of(body));
}
