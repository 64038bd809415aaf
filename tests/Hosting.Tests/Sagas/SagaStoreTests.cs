using Hosting.Tests.Driving;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Hosting.Tests.Sagas;

/// <summary>What the saga store promises, on every database that the machine offers.</summary>
public class SagaStoreTests
{
    private readonly Guid _id = Guid.NewGuid();

    [Theory, MemberData(nameof(Provider.All), MemberType = typeof(Provider))]
    public async Task Of_parallel_events_on_one_instance_none_is_lost(string provider)
    {
        const int Events = 200;
        await using var house = await SagaHouse.OpenAsync(provider);
        await Parallel.ForEachAsync(Enumerable.Range(0, Events), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (number, _) => await house.PublishAsync(new Counted(_id, number)));
        await house.UntilCountAsync(_id, Events);
        Assert.Equal(Enumerable.Range(0, Events), await house.ReadAsync(db => db.Lines.Select(line => line.Number).OrderBy(number => number).ToListAsync()));
        Assert.Empty(house.Faults);
    }

    [Theory, MemberData(nameof(Provider.All), MemberType = typeof(Provider))]
    public async Task Of_several_first_events_one_makes_the_instance_and_all_count(string provider)
    {
        const int Instances = 12, Events = 8;
        await using var house = await SagaHouse.OpenAsync(provider);
        var ids = Enumerable.Range(0, Instances).Select(_ => Guid.NewGuid()).ToList();
        await Task.WhenAll(from number in Enumerable.Range(0, Events) from id in ids select Task.Run(() => house.PublishAsync(new Counted(id, number))));
        foreach (var id in ids) await house.UntilCountAsync(id, Events);
        Assert.Equal(Instances * Events, await house.ReadAsync(db => db.Lines.CountAsync()));
        Assert.Empty(house.Faults);
    }

    [Theory, MemberData(nameof(Provider.All), MemberType = typeof(Provider))]
    public async Task Whoever_writes_on_an_older_state_meets_a_conflict(string provider)
    {
        await using var house = await SagaHouse.OpenAsync(provider);
        await house.PublishAsync(new Counted(_id, 1));
        await house.UntilCountAsync(_id, 1);
        await using var slow = house.Databases.CreateDbContext();
        var old = await slow.Tallies.SingleAsync(SagaHouse.Cancel);

        await house.PublishAsync(new Looked(_id)); // even an event that leaves the instance as it was
        await Eventually.TrueAsync(async () => (await house.TallyAsync(_id))!.Version > old.Version);
        old.Count = 100;
        old.Version++;
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => slow.SaveChangesAsync(SagaHouse.Cancel));
        Assert.Equal(1, (await house.TallyAsync(_id))!.Count);
    }

    [Theory, MemberData(nameof(Provider.All), MemberType = typeof(Provider))]
    public async Task An_instance_goes_on_after_a_restart(string provider)
    {
        await using var house = await SagaHouse.OpenAsync(provider);
        await house.PublishAsync(new Counted(_id, 1));
        await house.UntilCountAsync(_id, 1);
        await house.RestartAsync();
        Assert.Equal("Open", (await house.TallyAsync(_id))!.CurrentState);
        await house.PublishAsync(new Counted(_id, 2));
        await house.UntilCountAsync(_id, 2);
    }

    [Theory, MemberData(nameof(Provider.All), MemberType = typeof(Provider))]
    public async Task A_restart_in_the_middle_of_events_loses_none_that_is_sent_again(string provider)
    {
        const int Events = 60;
        await using var house = await SagaHouse.OpenAsync(provider);
        for (var number = 0; number < Events; number++) await house.PublishAsync(new Counted(_id, number));
        await house.RestartAsync(); // what the in-memory bus held is gone, as after kill -9
        var counted = await house.ReadAsync(db => db.Lines.Select(line => line.Number).ToListAsync());
        Assert.Equal(counted.Count, (await house.TallyAsync(_id))?.Count ?? 0); // state and rows agree wherever it was cut
        foreach (var number in Enumerable.Range(0, Events).Except(counted)) await house.PublishAsync(new Counted(_id, number));
        await house.UntilCountAsync(_id, Events);
    }

    [Theory, MemberData(nameof(Provider.All), MemberType = typeof(Provider))]
    public async Task A_completed_instance_is_removed(string provider)
    {
        await using var house = await SagaHouse.OpenAsync(provider);
        await house.PublishAsync(new Counted(_id, 1));
        await house.UntilCountAsync(_id, 1);
        await house.PublishAsync(new Closed(_id));
        await Eventually.TrueAsync(async () => await house.TallyAsync(_id) is null);
        await house.PublishAsync(new Counted(_id, 2)); // the same id may begin anew
        await house.UntilCountAsync(_id, 1);
    }

    [Theory, MemberData(nameof(Provider.All), MemberType = typeof(Provider))]
    public async Task Rows_that_a_failing_event_wrote_are_rolled_back_with_it(string provider)
    {
        await using var house = await SagaHouse.OpenAsync(provider);
        await house.PublishAsync(new Counted(_id, 1));
        await house.UntilCountAsync(_id, 1);
        var before = (await house.TallyAsync(_id))!.Version;
        await house.PublishAsync(new Counted(_id, 2, Fails: true));
        await Eventually.TrueAsync(() => house.Faults.Count == 1);
        Assert.Equal((1, before), await house.TallyAsync(_id) is { } tally ? (tally.Count, tally.Version) : default);
        Assert.Equal([1], await house.ReadAsync(db => db.Lines.Select(line => line.Number).ToListAsync()));
    }

    [Theory, MemberData(nameof(Provider.All), MemberType = typeof(Provider))]
    public async Task A_first_event_that_fails_leaves_no_instance(string provider)
    {
        await using var house = await SagaHouse.OpenAsync(provider);
        await house.PublishAsync(new Counted(_id, 1, Fails: true));
        await Eventually.TrueAsync(() => house.Faults.Count == 1);
        Assert.Null(await house.TallyAsync(_id));
        Assert.Equal(0, await house.ReadAsync(db => db.Lines.CountAsync()));
        await house.PublishAsync(new Counted(_id, 2));
        await house.UntilCountAsync(_id, 1);
    }

    [Theory, MemberData(nameof(Provider.All), MemberType = typeof(Provider))]
    public async Task An_event_may_find_its_instances_by_what_they_hold(string provider)
    {
        await using var house = await SagaHouse.OpenAsync(provider);
        Guid[] ids = [Guid.NewGuid(), Guid.NewGuid()];
        foreach (var id in ids) await house.PublishAsync(new Counted(id, 1));
        foreach (var id in ids) await house.UntilCountAsync(id, 1);
        await house.PublishAsync(new Renamed("", "both"));
        await Eventually.TrueAsync(async () => await house.ReadAsync(db => db.Tallies.CountAsync(tally => tally.Name == "both")) == 2);
    }

    [Theory, MemberData(nameof(Provider.All), MemberType = typeof(Provider))]
    public async Task Instances_are_loaded_and_found_outside_of_events(string provider)
    {
        await using var house = await SagaHouse.OpenAsync(provider);
        await house.PublishAsync(new Counted(_id, 1));
        await house.UntilCountAsync(_id, 1);
        Assert.Equal(1, (await house.Service<ILoadSagaRepository<Tally>>().Load(_id)).Count);
        Assert.Null(await house.Service<ILoadSagaRepository<Tally>>().Load(Guid.NewGuid()));
        Assert.Equal([_id], await house.Service<IQuerySagaRepository<Tally>>().Find(new ByCount(1)));
        Assert.Empty(await house.Service<IQuerySagaRepository<Tally>>().Find(new ByCount(2)));
    }

    private sealed class ByCount(int count) : ISagaQuery<Tally>
    {
        public System.Linq.Expressions.Expression<Func<Tally, bool>> FilterExpression => tally => tally.Count == count;

        public Func<Tally, bool> GetFilter() => FilterExpression.Compile();
    }
}
