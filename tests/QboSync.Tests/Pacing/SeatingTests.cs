using QboSync.Pacing;

namespace QboSync.Tests.Pacing;

public sealed class SeatingTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(20);

    [Fact]
    public void Whatever_happens_there_are_never_more_seats_than_the_limit()
    {
        var random = new Random(1);
        for (var game = 0; game < 200; game++)
        {
            var limit = random.Next(1, 12);
            var instances = Enumerable.Range(0, random.Next(1, 6)).Select(_ => (Id: Guid.NewGuid(), Held: 0, Until: Start)).ToArray();
            IReadOnlyList<Seats> seats = [];
            for (var (step, now) = (0, Start); step < 100; step++, now += TimeSpan.FromSeconds(random.Next(12)))
            {
                var who = random.Next(instances.Length);
                var stillHeld = instances[who].Until > now ? instances[who].Held : 0;
                (seats, var mine) = Seating.Ask(seats, instances[who].Id, random.Next(stillHeld + 1), limit, now, now + Lease);
                instances[who] = (instances[who].Id, mine, now + Lease);
                Assert.True(instances.Where(instance => instance.Until > now).Sum(instance => instance.Held) <= limit);
            }
        }
    }

    [Fact]
    public void Who_is_alone_has_nearly_all_and_a_second_one_ends_with_half()
    {
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        var (seats, mine) = Seating.Ask([], first, 0, 10, Start, Start + Lease);
        Assert.Equal(9, mine);
        (seats, mine) = Seating.Ask(seats, second, 0, 10, Start, Start + Lease);
        Assert.Equal(1, mine);
        (seats, mine) = Seating.Ask(seats, first, 3, 10, Start, Start + Lease);
        Assert.Equal(5, mine);
        (_, mine) = Seating.Ask(seats, second, 1, 10, Start, Start + Lease);
        Assert.Equal(5, mine);
    }

    [Fact]
    public void The_seats_of_a_killed_instance_come_free_by_time()
    {
        var (killed, other) = (Guid.NewGuid(), Guid.NewGuid());
        var (seats, _) = Seating.Ask([], killed, 0, 10, Start, Start + Lease);

        Assert.Equal(1, Seating.Ask(seats, other, 0, 10, Start + Lease / 2, Start + Lease * 2).Mine);
        Assert.Equal(9, Seating.Ask(seats, other, 0, 10, Start + Lease, Start + Lease * 2).Mine);
    }
}
