using MassTransit;
using MassTransit.Context;
using MassTransit.Saga;
using Microsoft.EntityFrameworkCore;

namespace Hosting.Sagas;

/// <summary>The instances that one event works on.</summary>
internal sealed class SagaEventContext<TSaga, TContext, TMessage>(
    TContext database, ConsumeContext<TMessage> context, ISagaConsumeContextFactory<TContext, TSaga> contexts) :
    ConsumeContextScope<TMessage>(context, database), SagaRepositoryContext<TSaga, TMessage>
    where TSaga : class, ISagaVersion
    where TContext : DbContext
    where TMessage : class
{
    public Task<SagaConsumeContext<TSaga, TMessage>> Add(TSaga instance) =>
        CreateSagaConsumeContext(this, instance, SagaConsumeContextMode.Add);

    public async Task<SagaConsumeContext<TSaga, TMessage>> Insert(TSaga instance)
    {
        await SaveNewAsync(instance);
        return await CreateSagaConsumeContext(this, instance, SagaConsumeContextMode.Insert);
    }

    public async Task<SagaConsumeContext<TSaga, TMessage>> Load(Guid correlationId)
    {
        var instance = await database.Set<TSaga>().SingleOrDefaultAsync(saga => saga.CorrelationId == correlationId, CancellationToken);
        return instance is null ? null! : await CreateSagaConsumeContext(this, instance, SagaConsumeContextMode.Load);
    }

    public Task Save(SagaConsumeContext<TSaga> context) => SaveNewAsync(context.Saga);

    public Task Update(SagaConsumeContext<TSaga> context)
    {
        // Always, even where the event left the instance as it was: two events that both read version 5 must not both pass.
        context.Saga.Version++;
        return database.SaveChangesAsync(CancellationToken);
    }

    public Task Delete(SagaConsumeContext<TSaga> context)
    {
        database.Remove(context.Saga);
        return database.SaveChangesAsync(CancellationToken);
    }

    public Task Discard(SagaConsumeContext<TSaga> context)
    {
        database.ChangeTracker.Clear();
        return Task.CompletedTask;
    }

    public Task Undo(SagaConsumeContext<TSaga> context)
    {
        database.ChangeTracker.Clear();
        return Task.CompletedTask;
    }

    public Task<SagaConsumeContext<TSaga, T>> CreateSagaConsumeContext<T>(ConsumeContext<T> consumeContext, TSaga instance, SagaConsumeContextMode mode)
        where T : class => contexts.CreateSagaConsumeContext(database, consumeContext, instance, mode);

    private Task SaveNewAsync(TSaga instance)
    {
        if (database.Entry(instance).State == EntityState.Detached) database.Add(instance);
        return database.SaveChangesAsync(CancellationToken);
    }
}
