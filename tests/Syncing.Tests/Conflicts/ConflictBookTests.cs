using Microsoft.EntityFrameworkCore;
using Hosting.Tests.Driving;
using Syncing.Conflicts;
using Syncing.Ledger;
using Syncing.Tests.Driving;
using Syncing.Working;

namespace Syncing.Tests.Conflicts;

/// <summary>The list of conflicts, on both databases.</summary>
public class ConflictBookTests
{
    private static readonly ConflictFinding Finding = new()
    {
        TenantId = "tenant", StoreId = "store", Account = LedgerHouse.Realm, Entity = "orders", Key = "1042", Kind = "edited", Subject = "Invoice 1042", Message = "Somebody changed it.",
        Sides = [new ConflictSide("TotalAmt", "12.00", "11.00")], Standing = "{\"SyncToken\":\"3\"}", Policy = "ask",
    };

    [Theory, MemberData(nameof(Provider.All), MemberType = typeof(Provider))]
    public async Task What_is_found_again_updates_its_open_row_also_when_found_by_many_at_once(string provider)
    {
        await using var house = await LedgerHouse.OpenAsync(provider);
        var book = new ConflictBook<TestLedgerDb>(house.Databases, house.Clock);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => book.OpenAsync(Finding, LedgerHouse.Cancel))));
        await book.OpenAsync(Finding with { Standing = "{\"SyncToken\":\"4\"}", Sides = [new ConflictSide("TotalAmt", "12.00", "10.00")] }, LedgerHouse.Cancel);
        await book.OpenAsync(Finding with { Subject = "CreditMemo 9" }, LedgerHouse.Cancel);

        var rows = await RowsAsync(house);
        Assert.Equal(["Invoice 1042", "CreditMemo 9"], rows.Select(row => row.Subject));
        Assert.Contains("10.00", rows[0].Sides);
    }

    [Theory, MemberData(nameof(Provider.All), MemberType = typeof(Provider))]
    public async Task What_was_resolved_is_not_opened_again_for_the_same_state_of_the_target(string provider)
    {
        await using var house = await LedgerHouse.OpenAsync(provider);
        var (book, resolving) = (new ConflictBook<TestLedgerDb>(house.Databases, house.Clock), Resolving(house));
        await book.OpenAsync(Finding, LedgerHouse.Cancel);
        await resolving.ResolveAsync((await RowsAsync(house))[0].Id, new ResolveRequest("ignore", null, "ann"), LedgerHouse.Cancel);

        await book.OpenAsync(Finding, LedgerHouse.Cancel);
        Assert.Equal(ConflictState.Resolved, Assert.Single(await RowsAsync(house)).State);

        await book.OpenAsync(Finding with { Standing = "{\"SyncToken\":\"4\"}" }, LedgerHouse.Cancel);
        Assert.Equal([ConflictState.Resolved, ConflictState.Open], (await RowsAsync(house)).Select(row => row.State));
    }

    [Theory, MemberData(nameof(Provider.All), MemberType = typeof(Provider))]
    public async Task Records_that_anybody_held_are_in_the_list_until_they_are_settled(string provider)
    {
        await using var house = await LedgerHouse.OpenAsync(provider);
        var (target, list) = (new TestConflicts(), List(house));
        await house.TakeAsync(Change.Order(version: 1));
        await house.RecordAsync((await house.ClaimAsync())!, TestFlow.Fails(FaultKind.Conflict, "number_taken"));

        var held = Assert.Single(await list.ListAsync(new(null, "open", null, null, null), LedgerHouse.Cancel));
        await list.ListAsync(new(null, null, null, null, null), LedgerHouse.Cancel);
        Assert.Equal(("number_taken", "1042", "open", target.Choices(new Conflict())), (held.Kind, held.Key, held.State, held.Choices));
        Assert.StartsWith("quickbooks-", held.Id);

        await house.TakeAsync(Change.Order(version: 2));
        Assert.Equal("open", Assert.Single(await list.ListAsync(new(null, null, null, null, null), LedgerHouse.Cancel)).State); // due, and not settled yet
        await house.RecordAsync((await house.ClaimAsync())!, TestFlow.Writes);

        var done = Assert.Single(await list.ListAsync(new(null, null, null, null, null), LedgerHouse.Cancel));
        Assert.Equal(("resolved", "settled", "sync"), (done.State, done.Resolution, done.By));
    }

    [Theory]
    [InlineData("woocommerce", RecordState.Pending, true)]
    [InlineData("quickbooks", RecordState.Pending, false)]
    [InlineData("ignore", RecordState.Skipped, false)]
    public async Task A_choice_makes_the_record_due_or_leaves_it_for_good(string choice, RecordState state, bool force)
    {
        await using var house = await LedgerHouse.OpenAsync(Provider.Sqlite);
        await house.TakeAsync(Change.Order());
        await house.RecordAsync((await house.ClaimAsync())!, TestFlow.Fails(FaultKind.Conflict, "edited"));
        var conflict = Assert.Single(await List(house).ListAsync(new(null, null, null, null, null), LedgerHouse.Cancel));
        var id = long.Parse(conflict.Id.Split('-')[1], System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal("resolved", (await Resolving(house).ResolveAsync(id, new ResolveRequest(choice, null, null), LedgerHouse.Cancel)).Conflict!.State);

        var row = await house.RowAsync();
        Assert.Equal((state, force), (row.State, row.Force));
        Assert.Equal(state == RecordState.Pending, row.DueAt <= house.Clock.GetUtcNow());
    }

    [Fact]
    public async Task A_record_in_work_is_worked_again_after_it()
    {
        await using var house = await LedgerHouse.OpenAsync(Provider.Sqlite);
        await house.TakeAsync(Change.Order());
        var claim = (await house.ClaimAsync())!;

        await new DueRecords<TestLedgerDb>(house.Databases, house.Signal, house.Clock).DueAsync(LedgerHouse.Realm, "store", "orders", "1042", force: true, LedgerHouse.Cancel);
        Assert.Equal(RecordState.InProgress, (await house.RowAsync()).State);
        await house.RecordAsync(claim, TestFlow.Writes);

        Assert.True(Assert.Single((await house.ClaimAsync())!.Items).Force);
    }

    [Fact]
    public async Task A_choice_that_the_target_refuses_changes_nothing()
    {
        await using var house = await LedgerHouse.OpenAsync(Provider.Sqlite);
        await new ConflictBook<TestLedgerDb>(house.Databases, house.Clock).OpenAsync(Finding, LedgerHouse.Cancel);
        var id = (await RowsAsync(house))[0].Id;

        Assert.Equal("choice: not now", (await Resolving(house, new TestConflicts { Problem = "choice: not now" }).ResolveAsync(id, new ResolveRequest("woocommerce", null, null), LedgerHouse.Cancel)).Problem);
        Assert.StartsWith("choice: must be one of", (await Resolving(house).ResolveAsync(id, new ResolveRequest(null, null, null), LedgerHouse.Cancel)).Problem);
        Assert.Null((await Resolving(house).ResolveAsync(999, new ResolveRequest("woocommerce", null, null), LedgerHouse.Cancel)).Conflict);
        Assert.Equal(ConflictState.Open, Assert.Single(await RowsAsync(house)).State);
    }

    private static Task<List<Conflict>> RowsAsync(LedgerHouse house) => house.ReadAsync(database => database.Set<Conflict>().AsNoTracking().OrderBy(row => row.Id).ToListAsync(LedgerHouse.Cancel));

    private static ConflictList<TestLedgerDb> List(LedgerHouse house) => new(house.Databases,
        new ConflictGathering<TestLedgerDb>(house.Databases, new ConflictBook<TestLedgerDb>(house.Databases, house.Clock), new TestConflicts(), house.Clock), new TestConflicts(), house.Settings);

    private static ConflictResolving<TestLedgerDb> Resolving(LedgerHouse house, TestConflicts? target = null) => new(
        house.Databases, List(house), target ?? new TestConflicts(), new DueRecords<TestLedgerDb>(house.Databases, house.Signal, house.Clock), house.Clock);

    private sealed class TestConflicts : ITargetConflicts<TestLedgerDb>
    {
        private static readonly string[] All = ["woocommerce", "quickbooks", "ignore"];

        public string? Problem { get; init; }

        public string KindOf(string code) => code;

        public IReadOnlyList<string> Choices(Conflict conflict) => All;

        public Task<ConflictFinding> DescribeAsync(LedgerRecord record, CancellationToken cancel) => Task.FromResult(new ConflictFinding
        {
            TenantId = record.TenantId, StoreId = record.StoreId, Account = record.Account, Entity = record.Entity, Key = record.Key, Kind = record.Code!, Message = record.Message!,
        });

        public Task<ResolveEffect> ApplyAsync(Conflict conflict, ResolveRequest request, CancellationToken cancel) => Task.FromResult(
            Problem is not null ? ResolveEffect.Refuse(Problem)
            : request.Choice == "ignore" ? ResolveEffect.Leave("conflict_ignored", "Left.")
            : ResolveEffect.Work(force: request.Choice == "woocommerce"));
    }
}
