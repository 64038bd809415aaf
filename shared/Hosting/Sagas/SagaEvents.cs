using MassTransit;
using MassTransit.Context;
using MassTransit.Middleware;
using MassTransit.Saga;
using Microsoft.EntityFrameworkCore;

namespace Hosting.Sagas;

/// <summary>
/// Raises events on instances that the caller has loaded, inside the caller's transaction: for a consumer that takes a batch and moves many
/// instances with one commit. The same machine runs as where the bus brings an event; saving and retrying are the caller's.
/// </summary>
public sealed class SagaEvents<TSaga, TContext>(SagaStateMachine<TSaga> machine)
    where TSaga : class, SagaStateMachineInstance, ISagaVersion
    where TContext : DbContext
{
    private readonly SagaConsumeContextFactory<TContext, TSaga> _contexts = new();

    /// <summary>The event's steps run on the instance.</summary>
    /// <param name="consuming">What is being consumed; the steps find its payloads.</param>
    /// <param name="database">The context that tracks the instance; a payload for the steps.</param>
    /// <param name="instance">The instance, or a new one.</param>
    /// <param name="raised">An event of the machine.</param>
    /// <param name="message">What it says.</param>
    /// <param name="payloads">Further payloads for the steps.</param>
    public async Task RaiseAsync<TMessage>(ConsumeContext consuming, TContext database, TSaga instance, Event<TMessage> raised, TMessage message, params object[] payloads)
        where TMessage : class
    {
        var context = new ConsumeContextScope<TMessage>(new MessageConsumeContext<TMessage>(consuming, message), [database, .. payloads]);
        var saga = await _contexts.CreateSagaConsumeContext(database, context, instance, SagaConsumeContextMode.Load);
        await new StateMachineSagaMessageFilter<TSaga, TMessage>(machine, raised).Send(saga, Pipe.Empty<SagaConsumeContext<TSaga, TMessage>>());
        instance.Version++; // always, even where the event left the instance as it was: two that both read version 5 must not both pass
    }
}
