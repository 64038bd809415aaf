using MassTransit;

namespace Hosting.Tests.Sagas;

public sealed class TallyMachine : MassTransitStateMachine<Tally>
{
    public TallyMachine()
    {
        InstanceState(tally => tally.CurrentState);
        Event(() => Counted, e => e.CorrelateById(m => m.Message.Id));
        Event(() => Looked, e =>
        {
            e.CorrelateById(m => m.Message.Id);
            e.OnMissingInstance(missing => missing.Discard());
        });
        Event(() => Closed, e => e.CorrelateById(m => m.Message.Id));
        Event(() => Renamed, e =>
        {
            e.CorrelateBy((tally, context) => tally.Name == context.Message.From);
            e.OnMissingInstance(missing => missing.Discard());
        });
        Initially(When(Counted).ThenAsync(CountAsync).TransitionTo(Open));
        During(Open,
            When(Counted).ThenAsync(CountAsync),
            When(Renamed).Then(context => context.Saga.Name = context.Message.To),
            When(Closed).Finalize(),
            Ignore(Looked));
        SetCompletedWhenFinalized();
    }

    public State Open { get; private set; } = null!;
    public Event<Counted> Counted { get; private set; } = null!;
    public Event<Looked> Looked { get; private set; } = null!;
    public Event<Renamed> Renamed { get; private set; } = null!;
    public Event<Closed> Closed { get; private set; } = null!;

    private static async Task CountAsync(BehaviorContext<Tally, Counted> context)
    {
        var database = context.GetPayload<TallyDb>();
        database.Add(new TallyLine { TallyId = context.Saga.CorrelationId, Number = context.Message.Number });
        await database.SaveChangesAsync(context.CancellationToken);
        context.Saga.Count++;
        if (context.Message.Fails) throw new InvalidOperationException("after its row was written");
    }
}
