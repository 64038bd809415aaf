using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Hosting.Sagas;

/// <summary>
/// Saga store over EF Core on MassTransit's public extension points. The instance's <c>Version</c> is the concurrency token: an event that
/// meets a newer version throws <see cref="DbUpdateConcurrencyException"/> and its endpoint's retry runs it again on the newer state.
/// The <typeparamref name="TContext"/> of the event is a payload of the consume context, so that activities write in the same transaction.
/// </summary>
public static class SagaStore
{
    /// <summary>Keeps the saga in <typeparamref name="TContext"/>.</summary>
    public static ISagaRegistrationConfigurator<TSaga> DatabaseRepository<TSaga, TContext>(this ISagaRegistrationConfigurator<TSaga> configurator)
        where TSaga : class, ISagaVersion
        where TContext : DbContext =>
        configurator.Repository(repository => repository.RegisterDatabaseRepository<TSaga, TContext>());
}
