using Contracts;
using Hosting.Tests.Driving;
using Syncing.Asking;
using Syncing.Ledger;
using Syncing.Tests.Driving;
using Syncing.Working;

namespace Syncing.Tests.Asking;

public class QuestionTests
{
    private static readonly RetryRequest All = new(null, null, null, null, null);

    /// <summary>Orders 1 and 2 with a closed period, order 3 retried, order 4 in conflict, order 5 in doubt, order 6 synced.</summary>
    private static async Task<LedgerHouse> WithTroubleAsync(string provider)
    {
        var house = await LedgerHouse.OpenAsync(provider);
        await house.TakeAsync([.. Enumerable.Range(1, 6).Select(n => Change.Order($"{n}"))]);
        await house.RecordAsync((await house.ClaimAsync())!, item => item.Key switch
        {
            "1" or "2" => TestFlow.Fails(FaultKind.ClosedPeriod, "closed_period")(item),
            "3" => TestFlow.Fails(FaultKind.Transient, "away")(item),
            "4" => TestFlow.Fails(FaultKind.Conflict, "edited_by_hand")(item),
            "5" => TestFlow.Fails(FaultKind.UnknownOutcome, "no_reply")(item),
            _ => TestFlow.Writes(item),
        });
        return house;
    }

    [Theory, MemberData(nameof(Provider.All), MemberType = typeof(Provider))]
    public async Task The_page_of_a_record_shows_every_account_and_every_try(string provider)
    {
        await using var house = await LedgerHouse.OpenAsync(provider);
        await house.TakeAsync(Change.Order(version: 1));
        await house.RecordAsync((await house.ClaimAsync())!, TestFlow.Fails(FaultKind.Transient, "away"));
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        await house.RecordAsync((await house.ClaimAsync())!, TestFlow.Writes);
        house.Outside.Active.Clear();
        house.Outside.Connect("tenant", "realm-2");
        house.Credentials.Drop();
        await house.TakeAsync(Change.Order(version: 2));

        var pages = await house.Questions.RecordAsync("orders", "1042", LedgerHouse.Cancel);
        Assert.Equal([("realm-1", RecordState.Synced, "QB-1042", 1L), ("realm-2", RecordState.Pending, null, 2L)], pages.Select(page => (page.Account, page.State, page.ExternalId, page.WantedSeq)));
        Assert.Equal([("Transient", "away", 7L), ("Created", null, 7L)], pages[0].Tries.Select(attempt => (attempt.Result, attempt.Code, attempt.DurationMs)));
        Assert.Empty(pages[1].Tries);
        Assert.Empty(await house.Questions.RecordAsync("products", "1042", LedgerHouse.Cancel));
    }

    [Theory, MemberData(nameof(Provider.All), MemberType = typeof(Provider))]
    public async Task Counts_say_how_many_stand_where(string provider)
    {
        await using var house = await WithTroubleAsync(provider);
        var counts = await house.Questions.CountsAsync(LedgerHouse.Cancel);
        Assert.Equal(6, counts.Sum(count => count.Count));
        Assert.Equal(2, Assert.Single(counts, count => count.State == RecordState.NeedsAttention).Count);
        Assert.All(counts, count => Assert.Equal(("quickbooks", "store", "realm-1", "orders"), (count.Target, count.StoreId, count.Account, count.Entity)));
    }

    public static TheoryData<string?, string?, string?, string?, string> Retries => new()
    {
        // entity, id, store, code, what becomes due
        { null, null, null, null, "1 2 3 4" },
        { null, null, null, "closed_period", "1 2" },
        { "orders", "2", null, null, "2" },
        { "products", null, null, null, "" },
        { null, null, "another", null, "" },
        { null, "5", null, null, "" }, // in doubt: settled first
        { null, "6", null, null, "" }, // nothing wrong with it
    };

    [Theory, MemberData(nameof(Retries))]
    public async Task Retry_makes_due_what_was_named_and_nothing_else(string? entity, string? id, string? store, string? code, string due)
    {
        await using var house = await WithTroubleAsync(Provider.Sqlite);
        var woken = house.Signal.Next();
        var count = await house.Questions.RetryAsync(new RetryRequest("quickbooks", entity, id, store, code), LedgerHouse.Cancel);
        Assert.Equal(due.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length, count);
        Assert.True(woken.IsCompleted);
        var claim = await house.ClaimAsync();
        Assert.Equal(due, string.Join(' ', (claim?.Items ?? []).Select(item => item.Key).Order()));
        Assert.All(claim?.Items ?? [], item => Assert.Equal(0, item.Attempts));
    }

    [Theory, MemberData(nameof(Provider.All), MemberType = typeof(Provider))]
    public async Task A_retry_by_hand_works_and_is_told_anew(string provider)
    {
        await using var house = await WithTroubleAsync(provider);
        Assert.Equal(4, await house.Questions.RetryAsync(All, LedgerHouse.Cancel));
        await house.RecordAsync((await house.ClaimAsync())!, TestFlow.Writes);
        Assert.Equal(5, (await house.Questions.CountsAsync(LedgerHouse.Cancel)).Single(count => count.State == RecordState.Synced).Count);
        Assert.Equal([RecordOutcome.Failed, RecordOutcome.Created], (await house.UntoldAsync()).Where(told => told.Key == "1").Select(told => told.Outcome));
    }

    [Theory, MemberData(nameof(Provider.All), MemberType = typeof(Provider))]
    public async Task A_silent_run_is_told_what_became_of_its_versions(string provider)
    {
        await using var house = await LedgerHouse.OpenAsync(provider);
        await house.TakeAsync(Change.Order("replaced", 1), Change.Order("done", 1), Change.Order("waits", 1));
        await house.RecordAsync((await house.ClaimAsync())!, item => item.Key == "waits" ? TestFlow.Fails(FaultKind.Transient)(item) : TestFlow.Writes(item));
        await house.TakeAsync(Change.Order("replaced", 2));
        AskedRecord Asked(string key, int version) => new("orders", key, Change.Version(version).Modified, version);

        var answers = await house.Standings.AskAsync(new SettledQuestion(Change.RunC, "store",
            [Asked("replaced", 1), Asked("done", 1), Asked("waits", 1), Asked("done", 2), Asked("never-came", 1)]), LedgerHouse.Cancel);

        var settled = answers.Select(answer => answer.Settled).OfType<RecordSettled>().ToList();
        Assert.Equal([("replaced", RecordOutcome.Skipped, "superseded"), ("done", RecordOutcome.Created, null)], settled.Select(answer => (answer.Key, answer.Outcome, answer.Code)));
        Assert.All(settled, answer => Assert.Equal((Change.RunC, "quickbooks", 1L, Change.Version(1).Modified), (answer.SyncId, answer.Target, answer.Seq, answer.Modified)));
        Assert.Equal([("waits", "Retrying", "trouble"), ("done", "Synced", null)], answers.Where(answer => answer.Settled is null).Select(answer => (answer.Key, answer.State, answer.Code)));
        Assert.Empty(await house.Standings.AskAsync(new SettledQuestion(Change.RunC, "another", [Asked("done", 1)]), LedgerHouse.Cancel));
    }
}
