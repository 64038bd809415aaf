using Contracts;
using Hosting.Tests.Driving;
using Syncing.Asking;
using Syncing.Ledger;
using Syncing.Tests.Driving;
using Syncing.Working;

namespace Syncing.Tests.Asking;

/// <summary>What holds a record: vain tries, a paused account. Waiting for its turn is not that.</summary>
public class StandingTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<RecordState, int?, int?, int?, bool, int?> Rows => new()
    {
        // state, due in (minutes), paused until (minutes from now), paused since (minutes ago), connected; held since (minutes ago)
        { RecordState.Synced, null, null, null, true, null },
        { RecordState.Pending, -600, null, null, true, null }, // ten hours in the queue: the pace of the account
        { RecordState.Retrying, 40, null, null, true, 90 },
        { RecordState.Retrying, -40, null, null, true, null }, // due again, and waits for its turn
        { RecordState.InProgress, 3, null, null, true, null },
        { RecordState.InDoubt, 2, null, null, true, 90 },
        { RecordState.Pending, -600, 4, 50, true, 50 },
        { RecordState.Retrying, 3, 4, 50, true, 50 }, // an account that is left alone, not the record's own tries
        { RecordState.Pending, -600, -2, 50, true, 50 }, // between two pauses
        { RecordState.Pending, -600, -20, 50, true, null }, // a pause of long ago
        { RecordState.Pending, -1, null, null, false, 100 },
    };

    [Theory, MemberData(nameof(Rows))]
    public void The_rule(RecordState state, int? due, int? pausedFor, int? pausedSince, bool connected, int? held)
    {
        var row = new LedgerRecord { State = state, DueAt = due is { } minutes ? Now.AddMinutes(minutes) : null, WantedAt = Now.AddHours(-20), UpdatedAt = Now.AddMinutes(-100), Code = "own" };
        var pause = pausedFor is { } until ? new AccountPause { Until = Now.AddMinutes(until), Since = Now.AddMinutes(-pausedSince!.Value), Code = "pause" } : null;
        var answer = Standing.Held(row, Now.AddMinutes(-90), pause, connected, Now);
        Assert.Equal(held is { } ago ? Now.AddMinutes(-ago) : null, answer?.Since);
        if (answer is not null) Assert.Equal(pause is not null ? "pause" : connected ? "own" : "not_connected", answer.Value.Code);
    }

    [Theory, MemberData(nameof(Provider.All), MemberType = typeof(Provider))]
    public async Task A_record_is_held_since_its_first_vain_try_and_an_account_since_nothing_got_through(string provider)
    {
        await using var house = await LedgerHouse.OpenAsync(provider);
        await house.TakeAsync(Change.Order("1"));
        var first = house.Clock.GetUtcNow();
        for (var tries = 0; tries < 3; tries++)
        {
            if (tries > 0) house.Clock.Advance(TimeSpan.FromMinutes(1));
            await house.RecordAsync((await house.ClaimAsync())!, TestFlow.Fails(FaultKind.Transient, "away"));
        }
        var standing = Assert.Single(await AskAsync(house, "1"));
        Assert.Equal(("Retrying", first, "away", null), (standing.State, standing.HeldSince, standing.Code, standing.Settled));

        house.Clock.Advance(TimeSpan.FromMinutes(10));
        var paused = house.Clock.GetUtcNow();
        for (var pauses = 0; pauses < 3; pauses++)
        {
            await house.RecordAsync((await house.ClaimAsync())!, TestFlow.Fails(FaultKind.Unauthorised, "no_access"));
            house.Clock.Advance(TimeSpan.FromMinutes(7));
        }
        await house.TakeAsync(Change.Order("2"));
        Assert.Equal((paused, "no_access"), ((await AskAsync(house, "1"))[0].HeldSince, (await AskAsync(house, "1"))[0].Code));
        Assert.Equal(house.Clock.GetUtcNow(), (await AskAsync(house, "2"))[0].HeldSince);

        await house.RecordAsync((await house.ClaimAsync())!, TestFlow.Writes); // it got through: the next pause is another one
        await house.TakeAsync(Change.Order("3"));
        Assert.Null((await AskAsync(house, "3"))[0].HeldSince);
        Assert.Empty(await house.ReadAsync(database => Task.FromResult(database.Pauses.ToList())));
    }

    private static Task<IReadOnlyList<RecordStanding>> AskAsync(LedgerHouse house, string key) =>
        house.Standings.AskAsync(new SettledQuestion(Change.RunA, "store", [new AskedRecord("orders", key, Change.Version(1).Modified, 1)]), LedgerHouse.Cancel);
}
