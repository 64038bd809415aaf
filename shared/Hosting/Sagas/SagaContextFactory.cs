using MassTransit;
using MassTransit.Saga;
using Microsoft.EntityFrameworkCore;

namespace Hosting.Sagas;

/// <summary>Opens one context and one transaction for each event; they end together with the event.</summary>
internal sealed class SagaContextFactory<TSaga, TContext>(
    IDbContextFactory<TContext> databases, ISagaConsumeContextFactory<TContext, TSaga> contexts) :
    ISagaRepositoryContextFactory<TSaga>, IQuerySagaRepositoryContextFactory<TSaga>, ILoadSagaRepositoryContextFactory<TSaga>
    where TSaga : class, ISagaVersion
    where TContext : DbContext
{
    public async Task Send<T>(ConsumeContext<T> context, IPipe<SagaRepositoryContext<TSaga, T>> next) where T : class
    {
        await using var database = await databases.CreateDbContextAsync(context.CancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(context.CancellationToken);
        await next.Send(new SagaEventContext<TSaga, TContext, T>(database, context, contexts));
        await transaction.CommitAsync(context.CancellationToken);
    }

    public async Task SendQuery<T>(ConsumeContext<T> context, ISagaQuery<TSaga> query, IPipe<SagaRepositoryQueryContext<TSaga, T>> next) where T : class
    {
        await using var database = await databases.CreateDbContextAsync(context.CancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(context.CancellationToken);
        var ids = await database.Set<TSaga>().Where(query.FilterExpression).Select(saga => saga.CorrelationId).ToListAsync(context.CancellationToken);
        var inner = new SagaEventContext<TSaga, TContext, T>(database, context, contexts);
        await next.Send(new DefaultSagaRepositoryQueryContext<TSaga, T>(inner, ids));
        await transaction.CommitAsync(context.CancellationToken);
    }

    public async Task<T> Execute<T>(Func<LoadSagaRepositoryContext<TSaga>, Task<T>> asyncMethod, CancellationToken cancellationToken) where T : class
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await asyncMethod(new SagaReadContext<TSaga>(database, cancellationToken));
    }

    public async Task<T> Execute<T>(Func<QuerySagaRepositoryContext<TSaga>, Task<T>> asyncMethod, CancellationToken cancellationToken) where T : class
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await asyncMethod(new SagaReadContext<TSaga>(database, cancellationToken));
    }

    public void Probe(ProbeContext context) => context.Add("sagaRepository", typeof(TContext).Name);
}
