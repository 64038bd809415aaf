using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using QboSync.Pacing;
using QboSync.Settings;
using QboSync.Tests.Kit;

namespace QboSync.Tests.Pacing;

/// <summary>Two instances, one company, one database.</summary>
public sealed class CompanyPaceTests : BookingTest
{
    [Fact]
    public async Task Two_instances_together_have_no_more_calls_in_flight_than_the_limit()
    {
        using var first = await PaceAsync(concurrency: 4);
        using var second = await PaceAsync(concurrency: 4);
        var (inFlight, most, done) = (0, 0, 0);

        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(async () =>
        {
            using var seat = await (i % 2 == 0 ? first : second).EnterAsync(batch: false, default);
            var now = Interlocked.Increment(ref inFlight);
            lock (this) most = Math.Max(most, now);
            await Task.Yield();
            Interlocked.Decrement(ref inFlight);
            Interlocked.Increment(ref done);
        })));

        Assert.Equal(60, done);
        Assert.InRange(most, 1, 4);
    }

    [Fact]
    public async Task The_seats_of_an_instance_that_was_killed_are_the_others_after_their_lease()
    {
        using var killed = await PaceAsync(concurrency: 3);
        using var other = await PaceAsync(concurrency: 3);
        await killed.EnterAsync(batch: false, default);
        await killed.EnterAsync(batch: false, default); // and never comes back
        await other.EnterAsync(batch: false, default);
        var waits = other.EnterAsync(batch: false, default);
        Assert.False(waits.IsCompleted);

        Clock.Advance(TimeSpan.FromSeconds(21));

        await waits;
    }

    [Fact]
    public async Task Batches_of_two_instances_share_one_rhythm()
    {
        using var first = await PaceAsync(batches: 600);
        using var second = await PaceAsync(batches: 600);
        var started = TimeProvider.System.GetTimestamp();

        for (var i = 0; i < 3; i++)
        {
            (await first.EnterAsync(batch: true, default)).Dispose();
            (await second.EnterAsync(batch: true, default)).Dispose();
        }

        // The clock of the test stands still, so that the sixth waits for all five intervals before it, however many instances there are.
        Assert.True(TimeProvider.System.GetElapsedTime(started) >= TimeSpan.FromSeconds(0.5), $"six batches took {TimeProvider.System.GetElapsedTime(started)}");
    }

    [Fact]
    public async Task Who_gives_up_waiting_takes_no_seat_with_him()
    {
        using var pace = await PaceAsync(concurrency: 1);
        var seat = await pace.EnterAsync(batch: false, default);
        using var enough = new CancellationTokenSource();
        var waits = pace.EnterAsync(batch: false, enough.Token);
        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waits);

        seat.Dispose();

        (await pace.EnterAsync(batch: false, default)).Dispose();
    }

    private async Task<CompanyPace> PaceAsync(int concurrency = 10, int batches = 0) => new(Books.Realm, (await StartAsync()).Get<PaceBook>(),
        Options.Create(new QuickBooksOptions { Concurrency = concurrency, BatchesPerMinute = batches, RequestsPerMinute = 0 }), Clock, NullLogger.Instance);
}
