using Webhooks.Doctoring;
using Woo.Reading;

namespace Webhooks.Tests.Doctoring;

public class SilenceTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(30);

    [Fact]
    public void What_was_there_before_the_watch_began_is_no_silence()
    {
        var first = Look(null, 100, minute: 0);
        Assert.False(Silence.TooLong(Look(first, 100, minute: 600), Limit, At(600)));
    }

    [Fact]
    public void A_record_that_nothing_told_of_is_silence_once_it_is_old_enough()
    {
        var memory = Look(Look(null, 100, 0), 101, minute: 10, created: 7);
        Assert.False(Silence.TooLong(memory, Limit, At(36)));
        Assert.True(Silence.TooLong(Look(memory, 101, 37), Limit, At(37)));
        Assert.True(Silence.TooLong(Look(memory, 140, 37), Limit, At(37))); // newer ones do not make it young again
    }

    [Fact]
    public void A_busy_shop_whose_newest_is_always_a_moment_old_is_not_silent()
    {
        var memory = Look(null, 100, 0);
        for (var look = 1; look <= 20; look++) memory = Look(memory, 100 + look, look * 5, lastLook: (look * 5) - 5, told: [100 + look - 1]);
        Assert.False(Silence.TooLong(memory, Limit, At(100)));
    }

    [Fact]
    public void A_shop_that_tells_of_others_of_the_kind_is_not_silent()
    {
        var memory = Look(Look(null, 100, 0), 101, 10, created: 7);
        memory = Look(memory, 101, 40, lastTold: 39);
        Assert.False(Silence.TooLong(memory, Limit, At(40)));
        Assert.False(Silence.TooLong(Look(memory, 101, 400, lastTold: 39), Limit, At(400))); // a quiet night after it
    }

    [Fact]
    public void It_is_over_once_the_record_is_told_of()
    {
        var memory = Look(Look(Look(null, 100, 0), 101, 10), 101, 60);
        Assert.True(Silence.TooLong(memory, Limit, At(60)));
        Assert.Null(Look(memory, 101, 65, told: [101]).Untold);
    }

    [Fact]
    public void A_record_imported_with_a_date_of_long_ago_counts_from_when_it_appeared()
    {
        var memory = Look(Look(null, 100, 0), 101, minute: 10, created: -100_000, lastLook: 5);
        Assert.Equal(At(5), memory.Since);
        Assert.Equal(At(10), Look(Look(null, 100, 0), 101, minute: 10, created: 500).Since); // nor in the future
    }

    [Fact]
    public void The_shop_is_read_once_and_again_after_as_long()
    {
        var memory = Look(Look(null, 100, 0), 101, 10, created: 7);
        Assert.False(Silence.SweepDue(memory, Limit, At(30)));
        Assert.True(Silence.SweepDue(memory, Limit, At(40)));
        memory = memory with { SweptAt = At(40) };
        Assert.False(Silence.SweepDue(memory, Limit, At(69)));
        Assert.True(Silence.SweepDue(memory, Limit, At(70)));
    }

    [Fact]
    public void An_empty_shop_is_not_silent()
    {
        var memory = Silence.Look(null, null, new HashSet<long>(), null, At(0), At(0));
        Assert.False(Silence.TooLong(Silence.Look(memory, null, new HashSet<long>(), null, At(0), At(100)), Limit, At(100)));
        Assert.Equal(1, Look(memory, 1, 10).Untold);
    }

    private static SilenceMemory Look(SilenceMemory? before, long newest, int minute, int? created = null, int? lastTold = null, int lastLook = 0, long[]? told = null) =>
        Silence.Look(before, new WooNewest(newest, created is { } at ? At(at) : null), (told ?? []).ToHashSet(), lastTold is { } last ? At(last) : null, At(lastLook), At(minute));

    private static DateTimeOffset At(int minute) => Noon.AddMinutes(minute);
}
