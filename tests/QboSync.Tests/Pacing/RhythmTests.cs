using QboSync.Pacing;

namespace QboSync.Tests.Pacing;

public sealed class RhythmTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(40)]
    [InlineData(120)]
    [InlineData(1)]
    [InlineData(2)]
    public void In_no_minute_are_there_more_batches_than_the_limit(int limit) => Greedy(Rhythm.OfBatches(limit), limit);

    [Theory]
    [InlineData(500)]
    [InlineData(60)]
    [InlineData(5)]
    public void In_no_minute_are_there_more_requests_than_the_limit(int limit) => Greedy(Rhythm.OfRequests(limit), limit);

    [Fact]
    public void Of_forty_batches_a_minute_at_least_ninety_five_percent_are_used()
    {
        var (times, _) = Rhythm.OfBatches(40).Reserve(DateTimeOffset.UnixEpoch, Start, 401);

        Assert.True((times[^1] - times[0]).TotalMinutes <= 400 / (40 * 0.95), $"400 batches took {times[^1] - times[0]}");
    }

    [Fact]
    public void After_a_pause_some_requests_may_come_at_once_and_a_batch_at_once()
    {
        var (requests, _) = Rhythm.OfRequests(500).Reserve(DateTimeOffset.UnixEpoch, Start, 62);
        var (batches, _) = Rhythm.OfBatches(40).Reserve(DateTimeOffset.UnixEpoch, Start, 2);

        Assert.All(requests, time => Assert.Equal(Start, time));
        Assert.Equal(Start, batches[0]);
        Assert.InRange(batches[1] - Start, TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(1.6));
    }

    [Fact]
    public void Reserving_a_few_at_once_is_reserving_them_one_by_one()
    {
        var rhythm = Rhythm.OfRequests(100);
        var (together, _) = rhythm.Reserve(DateTimeOffset.UnixEpoch, Start, 50);
        var (one, next) = (new List<DateTimeOffset>(), DateTimeOffset.UnixEpoch);
        for (var i = 0; i < 50; i++)
        {
            var (times, after) = rhythm.Reserve(next, Start, 1);
            one.AddRange(times);
            next = after;
        }

        Assert.Equal(together, one);
    }

    // Idle first, so that the burst is there, then as fast as it may go.
    private static void Greedy(Rhythm rhythm, int limit)
    {
        var (times, _) = rhythm.Reserve(DateTimeOffset.UnixEpoch, Start, limit * 4);
        for (var i = limit; i < times.Count; i++)
            Assert.True(times[i] - times[i - limit] >= TimeSpan.FromMinutes(1), $"call {i} comes {times[i] - times[i - limit]} after the {limit} before it");
    }
}
