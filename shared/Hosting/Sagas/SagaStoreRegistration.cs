using MassTransit;
using MassTransit.Configuration;
using MassTransit.Saga;
using Microsoft.EntityFrameworkCore;

namespace Hosting.Sagas;

internal static class SagaStoreRegistration
{
    public static void RegisterDatabaseRepository<TSaga, TContext>(this ISagaRepositoryRegistrationConfigurator<TSaga> services)
        where TSaga : class, ISagaVersion
        where TContext : DbContext
    {
        services.RegisterSagaRepository<TSaga, TContext, SagaConsumeContextFactory<TContext, TSaga>, SagaContextFactory<TSaga, TContext>>();
        services.RegisterLoadSagaRepository<TSaga, SagaContextFactory<TSaga, TContext>>();
        services.RegisterQuerySagaRepository<TSaga, SagaContextFactory<TSaga, TContext>>();
    }
}
